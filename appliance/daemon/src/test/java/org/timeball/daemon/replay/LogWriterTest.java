package org.timeball.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A recorder must never notice what its disk does; each test would hang or throw if it did.
@Timeout(20)
class LogWriterTest {
    private static final CoreSettings SETTINGS = new CoreSettings(List.of(), SelectionSettings.DEFAULT,
            SteeringSettings.DEFAULT,
            Span.ofNanos(1));
    private static final SystemInstant START = new SystemInstant(0);
    private static final Observation SILENCE = new Observation.Silence(new SystemInstant(1_000_000_000));
    private static final Step STEP = Core.step(State.start(SETTINGS, START, Frequency.ZERO), SILENCE);

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private static void record(LogWriter writer, int steps) {
        writer.started(SETTINGS, START, Frequency.ZERO);
        for (int i = 0; i < steps; i++) {
            writer.stepped(SILENCE, STEP);
        }
    }

    @Test
    void whatWasRecordedStandsInTheFileAndTheLogBeforeItBesideIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("observations"), "the log before\n");
        try (LogWriter writer = LogWriter.to(file.toString())) {
            record(writer, 3);
        }
        assertThat(Files.readAllLines(file)).hasSize(4).first().asString().startsWith("timeball-observations 2 ");
        assertThat(folder.resolve("observations.old")).hasContent("the log before\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 1000})
    void aDiskThatFillsUpEndsTheLogWithOneComplaint(int room) throws Exception {
        FullDisk disk = new FullDisk(room);
        try (LogWriter writer = new LogWriter("box.log", () -> disk, complaints::add)) {
            for (int i = 0; i < 100; i++) {
                record(writer, 1);
                Thread.sleep(1);
            }
        }
        assertThat(complaints).singleElement().asString()
                .isEqualTo("The observation log box.log ends here: java.io.IOException: No space left on device; "
                        + "check its path and that there is room");
        assertThat(disk.size()).isEqualTo(room);
    }

    @Test
    void aDeviceWithoutRoomEndsTheLogAndIsNotMoved() {
        record(LogWriter.to("/dev/full"), 10);
        assertThat(Path.of("/dev/full")).exists();
        assertThat(Path.of("/dev/full.old")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeOpenedEndsTheLogWithOneComplaint(@TempDir Path folder) throws Exception {
        String missing = folder.resolve("missing").resolve("log").toString();
        try (LogWriter writer = new LogWriter(missing, () -> Files.newOutputStream(Path.of(missing)),
                complaints::add)) {
            record(writer, 100);
        }
        assertThat(complaints).singleElement().asString().contains("NoSuchFileException: " + missing);
    }

    @Test
    void aDiskThatSleepsDelaysNothingAndTheLogEndsWhenTooMuchWaits() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        SleepingDisk disk = new SleepingDisk(asleep);
        try (LogWriter writer = new LogWriter("box.log", () -> disk, complaints::add)) {
            record(writer, 50_000);
            assertThat(complaints).singleElement().asString().startsWith(
                    "The observation log box.log ends here: its disk is too slow, 16384 lines wait");
            asleep.countDown();
        }
        // What had been queued before is whole and can be replayed; one line more may have been in the writer's hands.
        ReplayReport report = Replay.of("box.log", new ByteArrayInputStream(disk.toByteArray()));
        assertThat(report.steps()).isBetween(16_383L, 16_384L);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void aDiskThatNeverWakesUpDoesNotHoldTheEnd() {
        SleepingDisk disk = new SleepingDisk(new CountDownLatch(1));
        long began = System.nanoTime();
        try (LogWriter writer = new LogWriter("box.log", () -> disk, complaints::add)) {
            record(writer, 10);
        }
        // Two seconds that close() waits, the rest for a crowded machine.
        assertThat((System.nanoTime() - began) * 1e-9).isLessThan(6);
    }

    /// Takes so many bytes and no more.
    private static final class FullDisk extends OutputStream {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int room;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
            content.write(b);
        }

        int size() {
            return content.size();
        }
    }

    /// Takes nothing until it is woken.
    private static final class SleepingDisk extends OutputStream {
        private final CountDownLatch awake;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        SleepingDisk(CountDownLatch awake) {
            this.awake = awake;
        }

        @Override
        public void write(int b) throws IOException {
            try {
                awake.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            content.write(b);
        }

        byte[] toByteArray() {
            return content.toString(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
