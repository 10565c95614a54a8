package feedbackuploader.web.local;

/** A page that says one thing, for someone who is not let in. */
final class MessagePage {

    private MessagePage() {}

    /** @param sentence plain text of this program */
    static String of(String sentence) {
        return """
                <!doctype html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark">
                    <link rel="stylesheet" href="%s">
                    <script type="module" src="%s"></script>
                    <title>feedback-uploader</title>
                  </head>
                  <body>
                    <main>
                      <h1>feedback-uploader</h1>
                      <p>%s</p>
                      <p><a href="">Open the page</a> if this browser has opened it before.</p>
                    </main>
                  </body>
                </html>
                """.formatted(
                        Gate.LOOK,
                        Gate.WAY_BACK,
                        sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
