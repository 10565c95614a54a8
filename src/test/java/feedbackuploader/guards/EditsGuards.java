package feedbackuploader.guards;

import java.util.List;

/** What keeps edits from changing what they are not about, and files of people's feedback from others and from harm. */
final class EditsGuards {

    private static final String ROWS = "input.EditedRowsTest";

    private EditsGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a cell that holds something else than when it was edited",
                        "input/EditedRows.java",
                        "index >= 0 && csv.cells().get(index).equals(edit.was())",
                        "index >= 0",
                        ROWS),
                new Guard(
                        "a record that is another one than when it was edited",
                        "input/EditedRows.java",
                        "row.text().equals(edit.was()) && !isCut",
                        "!isCut",
                        ROWS),
                new Guard(
                        "a value in JSON that is another one than when it was edited",
                        "input/EditedRows.java",
                        "Objects.equals(JsonCells.at(json.object(), column), edit.was())",
                        "true",
                        ROWS),
                new Guard(
                        "edits that are others than when the file was checked",
                        "input/edits/EditsFile.java",
                        "!digest(bytes).equals(sha256)",
                        "bytes.length < 0",
                        ROWS),
                new Guard(
                        "a plan that was made with other edits",
                        "upload/PlanBasis.java",
                        "options.put(EDITS, edits.sha256());",
                        "options.put(EDITS, true);",
                        "cli.EditsOptionTest"),
                new Guard(
                        "a file that a corrected copy would overwrite",
                        "report/AtomicFile.java",
                        "Files.move(beside, place);",
                        "moveIntoPlace();",
                        "report.CorrectedCopyTest"),
                new Guard(
                        "rows of a grid that others could read",
                        "web/grid/RowStore.java",
                        "PrivateFiles.create(path)",
                        "FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)",
                        "web.grid.RowGridTest"),
                new Guard(
                        "a step of another page on the same file, overwritten",
                        "web/grid/EditsStore.java",
                        "!known.isCurrent()",
                        "false",
                        "web.grid.GridEditorTest"),
                new Guard(
                        "the rest of a text of which the page shows the beginning",
                        "web/grid/GridEditor.java",
                        "was.length() > RowGrid.LONGEST_CELL",
                        "was.isEmpty()",
                        "web.grid.GridEditorTest"),
                new Guard(
                        "a fix of cells that are right in their rows",
                        "web/grid/FixFinder.java",
                        "otherCells[0] == 0 ? null : digests",
                        "null",
                        "web.grid.GridEditorTest"),
                new Guard(
                        "an edit of another row that has taken the place of the edited one",
                        "input/EditedRows.java",
                        "edit.digest() == null || edit.digest().equals(digest.get())",
                        "true",
                        "input.EditedRowsTest"),
                new Guard(
                        "rows sent without the edits that were meant for them",
                        "input/EditedRows.java",
                        "misfits.count() > 0 || homeless > 0",
                        "false",
                        "input.EditedRowsTest"),
                new Guard(
                        "a proposal that the program would not take",
                        "web/grid/FixFinder.java",
                        "mended != null && isFreeOfProblems(rechecker.map(index, mended), column)",
                        "mended != null",
                        "web.grid.GridEditorTest"));
    }
}
