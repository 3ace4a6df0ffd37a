package org.timeball.gnss.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.gnss.probe.PortFinding;
import org.timeball.gnss.probe.Speech;
import org.timeball.linux.PseudoTerminal;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.WorldException;

/// On pseudo-terminals: a serial line whose far end is the test. Waits are bounded by what a loaded machine may take.
class SerialDevicesTest {
    private static final long PATIENCE_SECONDS = 20;
    @TempDir
    private static Path library;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final AtomicLong clock = new AtomicLong(1_000);
    private final ExecutorService world = Executors.newSingleThreadExecutor(task -> new Thread(task, "world"));
    private final SerialDevices devices = new SerialDevices(world, () -> new SystemInstant(clock.get()));
    private final DeviceHandler handler = new DeviceHandler() {
        @Override
        public void received(byte[] bytes, SystemInstant arrival) {
            events.add("%s@%d on %s".formatted(new String(bytes, StandardCharsets.ISO_8859_1), arrival.nanos(),
                    Thread.currentThread().getName()));
        }

        @Override
        public void gone(WorldException why) {
            events.add("gone %d: %s".formatted(why.errno(), why.getMessage()));
        }
    };
    private PseudoTerminal terminal;

    /// The library is put where only this user can write, as the launcher does.
    @BeforeAll
    static void provideTheNativeLibrary() throws Exception {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "armv8_64" : "x86_64";
        try (InputStream in = SerialDevicesTest.class
                .getResourceAsStream("/Linux/" + machine + "/libjSerialComm.so")) {
            Files.copy(Objects.requireNonNull(in), library.resolve("libjSerialComm.so"));
        }
        System.setProperty("jSerialComm.library.path", library.toString());
    }

    @BeforeEach
    void plug() throws WorldException {
        terminal = PseudoTerminal.open();
    }

    @AfterEach
    void unplug() {
        terminal.close();
        world.shutdownNow();
    }

    private String next() throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Device open(String path) throws WorldException {
        return devices.open(new Line(path, 9600), handler);
    }

    private void send(String text) {
        terminal.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void bytesArriveOnTheWorldsThreadStampedWhenReadAndUnchanged() throws Exception {
        try (Device _ = open(terminal.slavePath())) {
            send("$GPRMC\r\n\u0000\u0011\u0013\u001a\u00ff");
            StringBuilder heard = new StringBuilder();
            while (heard.indexOf("\u00ff@1000 on world") < 0) {
                heard.append(next());
            }
            assertThat(heard.toString().replace("@1000 on world", ""))
                    .isEqualTo("$GPRMC\r\n\u0000\u0011\u0013\u001a\u00ff");
            clock.set(2_000);
            send("x");
            // The read that was under way when the clock moved on returns with these bytes, so it is stamped anew.
            assertThat(next()).isEqualTo("x@2000 on world");
        }
    }

    @Test
    void whatIsWrittenReachesTheFarEnd() throws Exception {
        try (Device device = open(terminal.slavePath())) {
            device.write("$PUBX,00\r\n".getBytes(StandardCharsets.US_ASCII));
            String heard = "";
            for (int i = 0; i < 200 && heard.isEmpty(); i++) {
                Thread.sleep(10);
                heard = new String(terminal.read(), StandardCharsets.US_ASCII);
            }
            assertThat(heard).isEqualTo("$PUBX,00\r\n");
        }
    }

    @Test
    void aLineThatHangsUpIsGoneOnce() throws Exception {
        Device device = open(terminal.slavePath());
        terminal.close();
        assertThat(next()).startsWith("gone 5: " + terminal.slavePath() + " hung up");
        assertThatThrownBy(() -> device.write(new byte[1])).isInstanceOf(WorldException.class);
        device.close();
        assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aClosedLineSaysNothingMoreAndItsThreadEnds() throws Exception {
        Device device = open(terminal.slavePath());
        Thread reader = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("serial " + terminal.slavePath())).findAny().orElseThrow();
        assertThat(reader.isDaemon()).isTrue();
        device.close();
        reader.join(PATIENCE_SECONDS * 1000);
        assertThat(reader.isAlive()).isFalse();
        send("x");
        assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aClosedLineCanBeOpenedAgain() throws Exception {
        open(terminal.slavePath()).close();
        try (Device _ = open(terminal.slavePath())) {
            send("x");
            assertThat(next()).startsWith("x@");
        }
    }

    @Test
    void aSymbolicLinkIsFollowedAnewAtEachOpening() throws Exception {
        Path link = library.resolve("gnss0");
        Files.createSymbolicLink(link, Path.of(terminal.slavePath()));
        open(link.toString()).close();
        PseudoTerminal second = PseudoTerminal.open();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(second.slavePath()));
        try (Device _ = open(link.toString())) {
            second.write("y".getBytes(StandardCharsets.US_ASCII));
            assertThat(next()).startsWith("y@");
        } finally {
            second.close();
            Files.delete(link);
        }
    }

    @Test
    void aPathThatIsNotThereIsAbsent() {
        assertThatThrownBy(() -> open("/dev/no-such-receiver")).isInstanceOfSatisfying(WorldException.class, e -> {
            assertThat(e.errno()).isEqualTo(2);
            assertThat(e).hasMessageContaining("/dev/no-such-receiver is absent");
        });
    }

    @Test
    void aLineThatAnotherHasIsBusy() throws Exception {
        try (Device _ = open(terminal.slavePath())) {
            assertThatThrownBy(() -> open(terminal.slavePath())).isInstanceOf(WorldException.class)
                    .hasMessageContaining(terminal.slavePath() + " is busy: it is open already");
        }
    }

    @Test
    void aLineThatAnotherProgramHasLockedIsBusy() throws Exception {
        Process other = new ProcessBuilder("flock", terminal.slavePath(), "sh", "-c", "echo locked; exec cat").start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> open(terminal.slavePath())).isInstanceOfSatisfying(WorldException.class, e -> {
                assertThat(e.errno()).isEqualTo(11);
                assertThat(e).hasMessageContaining(terminal.slavePath() + " is busy");
            });
        } finally {
            other.outputWriter().close();
            other.waitFor();
        }
    }

    /// A receiver at 115200 baud on a pseudo-terminal; to a reader at another speed it is noise.
    @Test
    void aProbeFindsTheSpeedOfAReceiverThatIsNoiseAtAnyOther() throws Exception {
        byte[] burst = "$GPGLL,5128.67,N,00000.08,W,120000.00,A,A*7F\r\n$GPTXT,01,01,02,MA=CASIC*27\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] noise = new byte[burst.length];
        Arrays.fill(noise, (byte) 0x9c);
        Thread receiver = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                terminal.write(terminal.baud() == 115_200 ? burst : noise);
                LockSupport.parkNanos(200_000_000);
            }
        });
        PortFinding finding = SerialProbe.probe(terminal.slavePath(), Span.ofSeconds(PATIENCE_SECONDS));
        receiver.interrupt();
        assertThat(finding.baud()).isEqualTo(115_200);
        assertThat(finding.speech()).isEqualTo(Speech.NMEA);
        assertThat(finding.model().vendor()).isEqualTo("CASIC");
    }

    @Test
    void whatIsNoSerialLineIsRefused() throws Exception {
        Path file = Files.createFile(library.resolve("file"));
        for (String path : new String[]{file.toString(), "/dev/null", library.toString()}) {
            assertThatThrownBy(() -> open(path)).as(path).isInstanceOf(WorldException.class)
                    .hasMessageContaining(path);
        }
    }
}
