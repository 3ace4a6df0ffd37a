package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;

class DiskFilesTest {
    private static final byte[] DRIFT = "-1.500000 0.012000\n".getBytes(StandardCharsets.US_ASCII);
    private final DiskFiles files = new DiskFiles();
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackAndNothingElseIsLeft() throws Exception {
        Path path = folder.resolve("drift");
        assertThat(files.read(path.toString())).isEmpty();
        files.replace(path.toString(), new byte[300_000]);
        files.replace(path.toString(), DRIFT);
        assertThat(files.read(path.toString())).hasValue(DRIFT);
        assertThat(Files.getPosixFilePermissions(path))
                .doesNotContainAnyElementsOf(PosixFilePermissions.fromString("------rwx"));
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(path);
        }
        files.replace(path.toString(), new byte[0]);
        assertThat(files.read(path.toString())).hasValue(new byte[0]);
        files.remove(path.toString());
        files.remove(path.toString());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aReplacedFileKeepsItsModeAndItsPlaceBehindALink() throws Exception {
        Path real = Files.write(folder.resolve("real"), DRIFT);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        files.replace(link.toString(), new byte[]{1});
        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllBytes(real)).containsExactly(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real))).isEqualTo("rw-rw-r--");
    }

    @Test
    void whatACrashLeftHalfWrittenIsNoObstacle() throws Exception {
        Files.write(folder.resolve(".drift.new"), new byte[]{9});
        files.replace(folder.resolve("drift").toString(), DRIFT);
        assertThat(files.read(folder.resolve("drift").toString())).hasValue(DRIFT);
        assertThat(folder.resolve(".drift.new")).doesNotExist();
    }

    @Test
    void aFileLargerThanAMebibyteIsNotRead() throws Exception {
        Path path = folder.resolve("large");
        Files.write(path, new byte[DiskFiles.LARGEST]);
        assertThat(files.read(path.toString()).orElseThrow()).hasSize(DiskFiles.LARGEST);
        Files.write(path, new byte[DiskFiles.LARGEST + 1]);
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> files.read(path.toString()))
                .withMessageContaining(path + ": it is larger than 1 MiB");
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> files.read("/dev/zero"))
                .withMessageContaining("larger than 1 MiB");
    }

    @Test
    void aMissingFolderAFolderAndAForbiddenPlaceAreRefusedInWords() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> files.replace(folder.resolve("none/drift").toString(), DRIFT))
                .withMessage("cannot write " + folder.resolve("none/drift")
                        + ": no such file or directory (ENOENT); create the folder it is to lie in")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> files.read(folder.toString()))
                .withMessageContaining("is a directory (EISDIR); that is a folder: name a file");
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> files.replace(folder.toString(), DRIFT)).withMessageContaining("EISDIR");
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> files.remove(folder.toString()))
                .withMessageContaining("EISDIR");
        // Not even root may make files there.
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> files.replace("/sys/kernel/drift", DRIFT))
                .withMessageEndingWith("give this user the right to it");
    }

    @Test
    void aFileWithAModeOfItsOwnHasIt() throws Exception {
        Path path = folder.resolve("keys");
        files.replace(path.toString(), DRIFT, 0600);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        files.replace(path.toString(), DRIFT, 0600);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
    }

    @Test
    void aLogGrowsAtItsEnd() throws Exception {
        Path log = folder.resolve("measurements.log");
        files.append(log.toString(), DRIFT);
        files.append(log.toString(), new byte[0]);
        files.append(log.toString(), DRIFT);
        assertThat(log).hasContent("-1.500000 0.012000\n-1.500000 0.012000\n");
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> files.append(folder.resolve("none/x").toString(), DRIFT))
                .withMessageContaining("create the folder it is to lie in");
    }

    @Test
    void aFileTellsWhenItWasLastChanged() throws Exception {
        Path path = Files.write(folder.resolve("drift"), DRIFT);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2010-01-01T00:00:01.5Z")));
        assertThat(files.modified(path.toString())).hasValue(new SystemInstant(1_262_304_001_500_000_000L));
        assertThat(files.modified(folder.resolve("none").toString())).isEmpty();
    }

    @Test
    void aFolderListsWhatLiesInItByName() throws Exception {
        Files.write(folder.resolve("b.sources"), DRIFT);
        Files.write(folder.resolve("a.sources"), DRIFT);
        assertThat(files.list(folder.toString())).containsExactly("a.sources", "b.sources");
        assertThat(files.list(folder.resolve("none").toString())).isEmpty();
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> files.list(folder.resolve("a.sources").toString()))
                .withMessageStartingWith("cannot read " + folder.resolve("a.sources"));
    }
}
