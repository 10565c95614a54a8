package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.file.Path;

/** Pictures of what a browser shows now, light and dark, wide and narrow: {@code target/screens/NAME-light-wide.png}. */
record Screens(Browser browser, Path folder) {

    private enum Width {
        WIDE(1280, 900),
        NARROW(375, 812);

        private final int width;
        private final int height;

        Width(int width, int height) {
            this.width = width;
            this.height = height;
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Screens of(Browser browser) {
        return new Screens(browser, Path.of("target", "screens"));
    }

    /** @param name of the state, as a file is named */
    void take(String name) throws IOException {
        for (Browser.Scheme scheme : Browser.Scheme.values()) {
            browser.prefer(scheme);
            for (Width width : Width.values()) {
                browser.size(width.width, width.height);
                browser.picture(folder.resolve(name + "-" + scheme.label() + "-" + width.label() + ".png"));
            }
        }
        browser.prefer(Browser.Scheme.LIGHT);
        browser.size(Width.WIDE.width, Width.WIDE.height);
    }
}
