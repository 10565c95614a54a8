package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write into a run folder could plant a link in it, and have another file written into. */
class OwnFolderTest {

    @TempDir
    private Path place;

    private Path folder;
    private Path victim;

    @BeforeEach
    void make() throws IOException {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        assertThat(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"))
                .isEqualTo(!isWindows);
        assumeTrue(!isWindows, "a system with owners and links for everyone");
        folder = Files.createDirectory(place.resolve("ratings.csv.upload"));
        victim = Files.writeString(place.resolve("victim"), "precious");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock",
                "upload.log",
                "ledger.db",
                "ledger.db-wal",
                "ledger.db-shm",
                "ledger.db-commits",
                "results.csv",
                "failed.csv",
                "summary.json",
                "sandbox.jsonl",
                "stdin",
                ".results.csv.part",
                "anything.else"
            })
    void no_link_in_it_is_followed(String name) throws Exception {
        Path planted = Files.createSymbolicLink(folder.resolve(name), victim);
        refuses(planted
                + " cannot be used: it is a link; the program follows no links in a run folder. Remove it (rm).");

        Files.delete(planted);
        Files.createSymbolicLink(planted, place.resolve("nothing"));
        refuses(planted + " cannot be used: it is a link");

        Files.delete(planted);
        Files.createLink(planted, victim);
        refuses(planted + " cannot be used: it is a hard link");

        Files.delete(planted);
        new ProcessBuilder("mkfifo", planted.toString()).start().waitFor();
        assertThat(Files.exists(planted, LinkOption.NOFOLLOW_LINKS)).isTrue();
        refuses(planted + " cannot be used: it is neither a file nor a folder. Remove it (rm).");

        Files.delete(planted);
        OwnFolder.require(folder);
        assertThat(victim).hasContent("precious");
        assertThat(place.resolve("nothing")).doesNotExist();
    }

    @Test
    void the_folder_itself_is_no_link_and_no_file() throws Exception {
        Path link = Files.createSymbolicLink(place.resolve("link.upload"), folder);

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> OwnFolder.create(link))
                .withMessage(
                        link + " cannot be used: it is a link, and none is followed. Move the folder that it leads to"
                                + " into its place, or choose another folder with --output-dir.");
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> OwnFolder.require(victim))
                .withMessageStartingWith(victim + " cannot be used: something else of that name is in the way");
    }

    @Test
    void what_leads_to_it_may_be_a_link() throws Exception {
        Path elsewhere = Files.createSymbolicLink(place.resolve("elsewhere"), place);

        OwnFolder.create(elsewhere.resolve("new.upload"));

        assertThat(place.resolve("new.upload")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwxr-x", "rwx-w----", "rwx----w-"})
    void one_that_others_can_write_to_is_theirs_no_more(String before) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(before));

        OwnFolder.require(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_that_others_can_only_look_into_stays_as_it_is() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        OwnFolder.require(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-xr-x");
    }

    /** Only root can give something away, so that this is tried where tests run as root. */
    @Test
    void what_belongs_to_another_user_is_refused_to_root_too() throws Exception {
        assumeTrue(isRoot(), "root, who can give a folder away");
        Files.writeString(folder.resolve("lock"), "");
        give(folder.resolve("lock"));
        refuses(folder.resolve("lock")
                + " cannot be used: it belongs to nobody, not to root. Make yourself its owner (chown)");

        give(folder);
        refuses(folder
                + " cannot be used: it belongs to nobody, not to root. Run as its owner, give it to you (chown -R),"
                + " or choose another folder with --output-dir.");
    }

    @Test
    void a_ledger_is_opened_in_no_other() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        Path planted = Files.createSymbolicLink(folder.resolve("upload.log"), victim);

        for (Opener opener : new Opener[] {
            () -> Ledger.open(folder, WordFile.OWNER),
            () -> Ledger.openToRead(folder),
            () -> Ledger.openToReport(folder)
        }) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(opener::open)
                    .withMessageStartingWith(planted + " cannot be used: it is a link");
        }
    }

    @Test
    void a_link_that_takes_a_files_place_later_is_not_opened() throws Exception {
        Path planted = Files.createSymbolicLink(folder.resolve("lock"), victim);

        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> RunLock.acquire(folder));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PrivateFiles.open(planted, java.nio.file.StandardOpenOption.APPEND));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PrivateFiles.create(planted));
        assertThat(victim).hasContent("precious");
    }

    private interface Opener {
        Ledger open() throws LedgerException;
    }

    private void refuses(String message) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> OwnFolder.require(folder))
                .withMessageStartingWith(message);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void give(Path file) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
}
