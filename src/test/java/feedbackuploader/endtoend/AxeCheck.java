package feedbackuploader.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** WCAG 2.2 A and AA, as far as a program can tell (axe-core). */
final class AxeCheck {

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              runOnly: arguments[0],
              resultTypes: ['violations'],
            }).then(found => done(found.violations.map(one => one.id + ': ' + one.help + '\\n'
                + one.nodes.map(node => '  ' + node.target.join(' ') + '\\n    ' + node.html.slice(0, 200) + '\\n    '
                    + (node.any.concat(node.all, node.none)[0] || {message: ''}).message).join('\\n')).join('\\n')),
              failure => done('axe failed: ' + failure));
            """;

    private static final List<String> ALL =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final List<String> COLOURS = List.of("color-contrast");

    private static final String AXE = read();

    private AxeCheck() {}

    /** @return a line for each rule that is broken and each place; empty if none is */
    static String of(JavascriptExecutor page) {
        return violations(page, ALL);
    }

    /** Of the rules alone that depend on the colours. */
    static String ofColours(JavascriptExecutor page) {
        return violations(page, COLOURS);
    }

    private static String violations(JavascriptExecutor page, List<String> rules) {
        if (Boolean.FALSE.equals(page.executeScript("return typeof axe === 'object'"))) {
            page.executeScript(AXE + "; window.axe = axe;");
        }
        return String.valueOf(page.executeAsyncScript(RUN, rules));
    }

    private static String read() {
        try (InputStream in = AxeCheck.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
