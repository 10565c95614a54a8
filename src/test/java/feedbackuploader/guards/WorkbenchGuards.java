package feedbackuploader.guards;

import java.util.List;

/** What keeps a file from harm that is handled in the page, and the key from being kept. */
final class WorkbenchGuards {

    private WorkbenchGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a row changed that the server has",
                        "web/FileRows.java",
                        "if (locks.isAnyLocked(List.of(row))) {",
                        "if (row < 0) {",
                        "cli.PageEditTest"),
                new Guard(
                        "a file sent that is another one than was shown",
                        "web/OpenFile.java",
                        "if (check.isOfAnotherState()) {",
                        "if (words == null) {",
                        "cli.ChangedFileTest"),
                new Guard(
                        "a part of a row changed that the server has",
                        "web/grid/GridEditor.java",
                        "if (!locks.allow(row, pieces)) {",
                        "if (row < 0) {",
                        "cli.PageEditTest"),
                new Guard(
                        "a change of a cell undone that was sent",
                        "web/grid/GridEditor.java",
                        "if (!locks.allow(cell.row(), pieces)) {",
                        "if (index < 0) {",
                        "cli.PageEditTest"),
                new Guard(
                        "a fix of many cells undone that was sent",
                        "web/grid/GridEditor.java",
                        "if (!rows.isEmpty() && locks.isAnyLocked(rows)) {",
                        "if (rows == null) {",
                        "cli.PageEditTest"),
                new Guard(
                        "what became of rows told of other rows, since the file is another one now",
                        "web/LedgerView.java",
                        " || !plan.get().sha256().equals(sha256)",
                        "",
                        "cli.PageRunTest"),
                new Guard(
                        "choices changed under an upload that goes on",
                        "web/OpenFile.java",
                        "refuseWhileUploading();\n        command.choose(next);",
                        "command.choose(next);",
                        "cli.PageRunTest"),
                new Guard(
                        "the key kept among the choices of a file",
                        "web/AllowedChoices.java",
                        "if (commands.holdsKey(String.valueOf(choice.value()))) {",
                        "if (choice.option().isEmpty()) {",
                        "cli.PageKeyTest"),
                new Guard(
                        "an option chosen in the page that is none of its choices",
                        "web/AllowedChoices.java",
                        "if (!known.contains(choice.option())) {",
                        "if (choice.option().isEmpty()) {",
                        "cli.PastUploadsTest"),
                new Guard(
                        "a dropped file written outside the working folder",
                        "web/DroppedFiles.java",
                        "name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\\\')) + 1)",
                        "name",
                        "cli.PastUploadsTest"),
                new Guard(
                        "a trial that goes on to the end of the file",
                        "upload/Planner.java",
                        "FirstRows.limit(run);",
                        "run.ledger().planUnclearAgain();",
                        "upload.FirstRowsTest"));
    }
}
