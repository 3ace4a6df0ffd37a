package org.timeball.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.timekeeping.time.SystemInstant;
import org.tinylog.Level;
import org.tinylog.Logger;

class DaemonLogTest {
    private final DaemonLog before = DaemonLog.current();
    private final List<String> lines = new ArrayList<>();

    private DaemonLog log(Level least, boolean places) {
        return new DaemonLog(() -> new SystemInstant(-3_786_825_600L * 1_000_000_000 + 999_999_999), least, places,
                lines::add);
    }

    @AfterEach
    void asItWas() {
        before.useForThread();
    }

    @Test
    void aLineBeginsWithTheSecondOfTheClockThatIsDisciplined() {
        log(Level.INFO, false).useForThread();
        Logger.info("Selected source {}", "PPS");
        Logger.debug("not wanted");
        assertThat(lines).containsExactly("1850-01-01T00:00:00Z Selected source PPS");
    }

    @Test
    void inDebugModeALineSaysWhereItComesFrom() {
        log(Level.DEBUG, true).useForThread();
        Logger.debug("text");
        Logger.warn("more");
        assertThat(lines.get(0)).matches(
                "1850-01-01T00:00:00Z D:DaemonLogTest.java:\\d+:\\(inDebugModeALineSaysWhereItComesFrom\\) text");
        assertThat(lines.get(1)).contains("Z W:DaemonLogTest.java:");
    }

    @Test
    void anExceptionIsWrittenWithItsTrace() {
        log(Level.ERROR, false).useForThread();
        Logger.error(new IllegalStateException("broken"), "a callback failed");
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("1850-01-01T00:00:00Z a callback failed: java.lang.IllegalState")
                .contains("broken", "anExceptionIsWrittenWithItsTrace");
    }

    @Test
    void daemonsOfOneProcessHaveALogEachAndLevelsOfTheirOwn() throws InterruptedException {
        log(Level.WARN, false).useForThread();
        List<String> others = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> {
            new DaemonLog(() -> new SystemInstant(0), Level.INFO, false, others::add).useForThread();
            Logger.info("there");
        });
        other.join();
        Logger.info("here, but not wanted");
        assertThat(others).containsExactly("1970-01-01T00:00:00Z there");
        assertThat(lines).isEmpty();
    }

    @Test
    void aFileGrows(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log");
        Files.writeString(file, "old\n");
        new DaemonLog(() -> new SystemInstant(0), Level.INFO, false, LineSink.file(file)).useForThread();
        Logger.info("new");
        assertThat(file).content().isEqualTo("old\n1970-01-01T00:00:00Z new\n");
    }
}
