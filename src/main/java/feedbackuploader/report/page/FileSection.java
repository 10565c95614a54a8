package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the file was understood. */
final class FileSection {

    private static final int NAMES = 10;

    private final Html html;
    private final PageContent content;

    FileSection(Html html, PageContent content) {
        this.html = html;
        this.content = content;
    }

    void write() throws IOException {
        html.open("section", "id", "file", "class", "card", "aria-labelledby", "file-title");
        html.element("h2", "How the file was understood", "id", "file-title");
        FileUnderstood file = content.understood();
        if (file == null) {
            html.element("p", "The ledger does not say: an earlier version of the program planned this upload.");
        } else {
            html.element("p", PageText.cut(file.description(), PageText.SENTENCE));
            fields(file);
            notUploaded(file);
            bodies(file.first());
        }
        html.close();
    }

    private void fields(FileUnderstood file) throws IOException {
        if (file.fields().isEmpty()) {
            return;
        }
        boolean anyGiven =
                file.fields().stream().anyMatch(field -> !field.given().isEmpty());
        List<String> heads = new ArrayList<>(List.of("Field", "From"));
        if (anyGiven) {
            heads.add("Where a row has none");
        }
        Tables.open(html, "Fields, and the columns or keys that they are from", heads.toArray(String[]::new));
        for (FileUnderstood.FieldFrom field : file.fields()) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .element("code", field.field())
                    .close();
            html.element("td", field.columns().isEmpty() ? "–" : names(field.columns()), "class", "cell");
            if (anyGiven) {
                html.element("td", field.given().isEmpty() ? "" : given(field.given()), "class", "cell");
            }
            html.close();
        }
        Tables.close(html);
    }

    /** An option may give an id or a text for all rows. */
    private String given(List<String> texts) {
        return content.withTexts() ? names(texts) : "as an option says";
    }

    private static String names(List<String> names) {
        String shown = names.stream().limit(NAMES).map(PageText::name).collect(Collectors.joining(", "));
        return names.size() > NAMES ? shown + " and " + Amount.of(names.size() - NAMES) + " more" : shown;
    }

    private void notUploaded(FileUnderstood file) throws IOException {
        if (!file.notUploaded().isEmpty()) {
            html.open("p").open("span", "class", "label").text("Not uploaded: ").close();
            html.element(
                    "span",
                    file.notUploaded().stream().map(PageText::name).collect(Collectors.joining(", "))
                            + (file.columns() > file.notUploaded().size()
                                    ? " and "
                                            + Amount.of(file.columns()
                                                    - file.notUploaded().size())
                                            + " more"
                                    : ""),
                    "class",
                    "cell");
            html.close();
        }
    }

    private void bodies(List<FileUnderstood.Body> bodies) throws IOException {
        if (bodies.isEmpty() || !content.withTexts()) {
            return;
        }
        html.element("h3", content.about() == PageContent.About.UPLOAD ? "As sent" : "As it would be sent");
        for (FileUnderstood.Body body : bodies) {
            html.open("figure", "class", "body");
            html.element("figcaption", "Row " + Amount.of(body.row()) + ", " + body.kind(), "class", "small muted");
            html.open("pre")
                    .element("code", PageText.cut(body.body(), PageText.BODY))
                    .close();
            html.close();
        }
    }
}
