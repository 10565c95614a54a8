package feedbackuploader.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** WCAG 2.2 A and AA, as far as a program can tell (axe-core). */
final class AxeCheck {

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              resultTypes: ['violations'],
            }).then(found => done(found.violations.map(one => one.id + ': ' + one.help + '\\n'
                + one.nodes.map(node => '  ' + node.target.join(' ') + '\\n    ' + node.html.slice(0, 200) + '\\n    '
                    + (node.any.concat(node.all, node.none)[0] || {message: ''}).message).join('\\n')).join('\\n')),
              failure => done('axe failed: ' + failure));
            """;

    private static final String AXE = read();

    private AxeCheck() {}

    /** @return a line for each rule that is broken and each place; empty if none is */
    static String of(JavascriptExecutor page) {
        if (Boolean.FALSE.equals(page.executeScript("return typeof axe === 'object'"))) {
            page.executeScript(AXE + "; window.axe = axe;");
        }
        return String.valueOf(page.executeAsyncScript(RUN));
    }

    private static String read() {
        try (InputStream in = AxeCheck.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
