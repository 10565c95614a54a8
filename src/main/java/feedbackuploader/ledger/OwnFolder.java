package feedbackuploader.ledger;

import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a run folder is this user's alone before anything in it is opened: whoever else may write into it could
 * have planted a link, and a run would write into the file that it leads to. From then on nobody else can plant one, so
 * that it is enough to look once. Where the file system knows no owners and no permissions, links alone are looked for.
 *
 * <p>What stands above the folder is the business of whoever chose the place; and this is as true for root as for others,
 * since the owner of the folder could change what root is about to open.
 */
public final class OwnFolder {

    private static final String ELSEWHERE = ", or choose another folder with --output-dir";

    private static final Set<PosixFilePermission> WRITERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private OwnFolder() {}

    /** Makes {@code folder} with its missing parents, or has a look at the one that is there. */
    public static void create(Path folder) throws IOException, LedgerException {
        PrivateFiles.createFolder(folder);
        look(folder);
    }

    /**
     * Takes the right to write into {@code folder} away from others, if they have it, and looks at everything in it.
     *
     * @throws LedgerException when it is no folder of this user's alone
     */
    static void require(Path folder) throws LedgerException {
        try {
            look(folder);
        } catch (IOException e) {
            throw new LedgerException(
                    "The run folder " + folder + " cannot be used (" + IoErrors.of(e)
                            + "). Fix that, or choose another folder with --output-dir.",
                    e);
        }
    }

    private static void look(Path folder) throws IOException, LedgerException {
        BasicFileAttributes found = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink() || found.isOther()) {
            throw refused(
                    folder,
                    "it is a link, and none is followed. Move the folder that it leads to into its place" + ELSEWHERE);
        } else if (!found.isDirectory()) {
            throw refused(folder, "something else of that name is in the way. Move it away" + ELSEWHERE);
        }
        @Nullable UserPrincipal user = Platform.hasOwners() ? requireOwned(folder) : null;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                requireOurs(entry, user);
            }
        }
    }

    /** @return who this process makes files as, which is not always whom it runs as; null when it may make none here */
    private static @Nullable UserPrincipal requireOwned(Path folder) throws IOException, LedgerException {
        if (!Files.isWritable(folder)) {
            return null; // then nothing in it can be overwritten either
        }
        try (LiveFile probe = LiveFile.create(folder, ".owner", ".part")) {
            PosixFileAttributes made = attributes(probe.path());
            PosixFileAttributes folders = attributes(folder);
            if (!folders.owner().equals(made.owner())) {
                throw refused(
                        folder,
                        "it belongs to " + folders.owner().getName() + ", not to "
                                + made.owner().getName() + ". Run as its owner, give it to you (chown -R)" + ELSEWHERE);
            }
            if (othersMayWrite(folders)) {
                Files.setPosixFilePermissions(folder, PRIVATE);
                if (othersMayWrite(attributes(folder)) && !othersMayWrite(made)) {
                    throw refused(folder, "others may write into it, and that cannot be changed" + ELSEWHERE);
                }
            }
            return made.owner();
        }
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean othersMayWrite(PosixFileAttributes attributes) {
        return attributes.permissions().stream().anyMatch(WRITERS::contains);
    }

    /** @param user who must own it, unless null */
    private static void requireOurs(Path entry, @Nullable UserPrincipal user) throws IOException, LedgerException {
        BasicFileAttributes found;
        try {
            found = Platform.hasOwners()
                    ? attributes(entry)
                    : Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // another process has just replaced it
        }
        if (found.isSymbolicLink()) {
            throw refused(entry, "it is a link; the program follows no links in a run folder. Remove it (rm)");
        } else if (found.isOther()) {
            throw refused(entry, "it is neither a file nor a folder. Remove it (rm)");
        } else if (user != null
                && found instanceof PosixFileAttributes posix
                && !posix.owner().equals(user)) {
            throw refused(
                    entry,
                    "it belongs to " + posix.owner().getName() + ", not to " + user.getName()
                            + ". Make yourself its owner (chown), or remove it");
        } else if (user != null && found.isRegularFile() && links(entry) > 1) {
            throw refused(entry, "it is a hard link: writing to it changes another file too. Replace it with a copy");
        }
    }

    private static int links(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    }

    private static LedgerException refused(Path path, String why) {
        return new LedgerException(path + " cannot be used: " + why + ".");
    }
}
