package feedbackuploader.support;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The system that the program runs on, with all that differs and what is done where something is missing. Besides what stands
 * here:
 *
 * <ul>
 *   <li>Signals ({@code cli.Signals}): Windows has no SIGHUP. A closed window ends the program there like any other death, and
 *       the same command continues.
 *   <li>Locks ({@code ledger.RunLock}): on Windows, what is locked cannot be read by others, so the lock lies beyond the text of
 *       its file. Elsewhere, closing any channel of a file gives up its locks, so a locked file is not opened twice.
 *   <li>The launcher: {@code feedback-uploader.sh} asks for a batch schedule by {@code chrt} and opens the jar by
 *       {@code /proc/self/fd}, both of Linux; elsewhere it goes without. {@code feedback-uploader.cmd} for Windows does not
 *       tell whether a stream is a terminal, so nothing is asked and progress is written line by line.
 * </ul>
 */
public enum Platform {
    LINUX,
    MAC,
    WINDOWS,
    /** Such as FreeBSD: what all but Windows have is expected. */
    OTHER;

    private static final Platform HERE = named(System.getProperty("os.name", ""));

    /** Of a mode, as POSIX has it in sys/stat.h. */
    private static final int KIND_OF_FILE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private static final boolean OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    public static Platform here() {
        return HERE;
    }

    /** @param name as in {@code os.name} */
    public static Platform named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return WINDOWS;
        } else if (lower.startsWith("mac")) {
            return MAC;
        }
        return lower.equals("linux") ? LINUX : OTHER;
    }

    /** Whether files have owners and permissions; where not, a folder is as closed as the one that it lies in. */
    public static boolean hasOwners() {
        return OWNERS;
    }

    /** What opens {@code link} in the browser; where there is no such program, the link is printed all the same. */
    public List<String> browser(String link) {
        return switch (this) {
            case WINDOWS -> List.of("rundll32", "url.dll,FileProtocolHandler", link);
            case MAC -> List.of("open", link);
            case LINUX, OTHER -> List.of("xdg-open", link);
        };
    }

    /** What prints the size of the terminal, for a shell; without it, lines are kept short. */
    public Optional<String> terminalSize() {
        return this == WINDOWS ? Optional.empty() : Optional.of("stty size </dev/tty");
    }

    /** Where the name of this computer stands; elsewhere the network is asked, which may take seconds. */
    public Optional<Path> hostNameFile() {
        return this == LINUX ? Optional.of(Path.of("/proc/sys/kernel/hostname")) : Optional.empty();
    }

    /** Whether standard output goes to another program, by a pipe or a socket; no where the system does not tell. */
    public static boolean isOutputPiped() {
        try {
            Object mode = Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
            int kind = mode instanceof Integer bits ? bits & KIND_OF_FILE : 0;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
