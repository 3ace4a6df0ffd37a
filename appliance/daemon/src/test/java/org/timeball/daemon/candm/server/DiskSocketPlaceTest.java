package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.timekeeping.world.WorldException;

class DiskSocketPlaceTest {
    private final SocketPlace place = new DiskSocketPlace();
    @TempDir
    Path folder;

    @Test
    void aMissingFolderIsMadeClosedToOthers() throws Exception {
        Path run = folder.resolve("a/b/run");
        place.prepare(run.resolve("chronyd.sock").toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run))).isEqualTo("rwxrwx---");
        place.prepare(run.resolve("chronyd.sock").toString());
    }

    @Test
    void aFolderOpenToOthersIsRefusedWithWhatToDo() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatThrownBy(() -> place.prepare(run.resolve("chronyd.sock").toString()))
                .isInstanceOf(WorldException.class)
                .hasMessage("others can reach into %s (rwxrwxr-x): chmod 770 %s", run, run);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        assertThatCode(() -> place.prepare(run.resolve("chronyd.sock").toString())).doesNotThrowAnyException();
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a folder away");
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(run, "unix:uid", 4711);
        assertThatThrownBy(() -> place.prepare(run.resolve("chronyd.sock").toString()))
                .isInstanceOf(WorldException.class).hasMessageContaining("belongs to user 4711, not to this");
    }

    @Test
    void theSocketIsOpenToAllWhoGetThere() throws Exception {
        Path socket = Files.createFile(folder.resolve("chronyd.sock"));
        place.share(socket.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-rw-rw-");
    }
}
