package feedbackuploader.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies the jar with SQLite for this platform alone, of the twenty that it is in it for. The build runs this file as it stands. */
public final class OnePlatform {

    private OnePlatform() {}

    /** @param args the jar and the copy to write */
    public static void main(String[] args) throws IOException {
        String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
        String library = Files.exists(Path.of("/lib/ld-musl-" + processor + ".so.1")) ? "-musl" : "";
        copy(Path.of(args[0]), Path.of(args[1]), System.getProperty("os.name") + library, processor);
    }

    /** @param system as in {@code os.name}, with {@code -musl} where the C library is that of Alpine */
    static void copy(Path jar, Path copy, String system, String processor) throws IOException {
        try (ZipFile all = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : all.stream().toList()) {
                if (isNeeded(entry.getName(), system, processor)) {
                    ZipEntry same = new ZipEntry(entry.getName());
                    same.setTimeLocal(entry.getTimeLocal());
                    out.putNextEntry(same);
                    all.getInputStream(entry).transferTo(out);
                }
            }
        }
    }

    /** SQLite's driver has it as {@code org/sqlite/native/Linux/x86_64/libsqlitejdbc.so}, or under {@code Linux-Musl}. */
    private static boolean isNeeded(String name, String system, String processor) {
        if (!name.startsWith("org/sqlite/native/") || name.endsWith("/")) {
            return true;
        }
        String folder = name.substring("org/sqlite/native/".length()).toLowerCase(Locale.ROOT);
        String os = system.toLowerCase(Locale.ROOT).replaceFirst("^(windows|mac).*", "$1");
        return folder.startsWith(os + "/" + processor + "/");
    }
}
