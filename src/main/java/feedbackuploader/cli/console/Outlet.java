package feedbackuploader.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * Standard output, into which a failure to write is none where it goes to another program: {@code head} has read all that it
 * wants. What the failure is called depends on the language of the system, so the kind of the output tells: no disk is too
 * full for a pipe, and nobody leaves a file.
 */
final class Outlet extends FilterOutputStream {

    private final BooleanSupplier isPipe;
    private boolean isLeft;

    Outlet(OutputStream out, BooleanSupplier isPipe) {
        super(out);
        this.isPipe = isPipe;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (isLeft) {
            return;
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            isLeft = isPipe.getAsBoolean();
            if (!isLeft) {
                throw e;
            }
        }
    }
}
