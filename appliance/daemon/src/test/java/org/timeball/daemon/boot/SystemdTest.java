package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.control.Supervisor;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

class SystemdTest {
    private static final long PROCESS = 4711;

    @TempDir
    private Path folder;

    /// The datagrams that come to a Unix socket.
    private record Ear(LinuxWorld world, BlockingQueue<String> heard) implements AutoCloseable {
        static Ear at(String name) throws WorldException {
            SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
            LinuxWorld world = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
                throw new WorldException("this world has no devices");
            });
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            world.datagrams().open(new Address.Unix(name),
                    datagram -> heard.add(new String(datagram.payload(), StandardCharsets.UTF_8)));
            return new Ear(world, heard);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public void close() {
            world.close();
        }
    }

    @Test
    void itHearsWhatItIsToldOnASocketFile() throws Exception {
        String name = folder.resolve("notify").toString();
        try (Ear ear = Ear.at(name); Supervisor systemd = Systemd.of(Map.of("NOTIFY_SOCKET", name), PROCESS)) {
            systemd.tell("READY=1");
            systemd.tell("STOPPING=1");
            assertThat(ear.next()).isEqualTo("READY=1");
            assertThat(ear.next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void itHearsWhatItIsToldOnAnAbstractSocket() throws Exception {
        String name = "timeball-test-" + ProcessHandle.current().pid();
        try (Ear ear = Ear.at("\0" + name);
                Supervisor systemd = Systemd.of(Map.of("NOTIFY_SOCKET", "@" + name), PROCESS)) {
            systemd.tell("READY=1");
            assertThat(ear.next()).isEqualTo("READY=1");
        }
    }

    @Test
    void aWatchdogThatIsMeantForAnotherProcessIsNotOurs() {
        String name = folder.resolve("notify").toString();
        Map<String, String> ours = Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "4711");
        assertThat(Systemd.of(ours, PROCESS).patience()).contains(Span.ofSeconds(30));
        assertThat(Systemd.of(ours, PROCESS + 1).patience()).isEmpty();
        assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "5"), PROCESS).patience())
                .contains(Span.ofMicros(5));
    }

    @Test
    void withoutASocketThatMakesSenseNobodySupervises() {
        assertThat(Systemd.of(Map.of("WATCHDOG_USEC", "5"), PROCESS)).isSameAs(Supervisor.NONE);
        for (Map<String, String> wrong : List.of(Map.of("NOTIFY_SOCKET", "vsock:2:1"), Map.of("NOTIFY_SOCKET", "@"),
                Map.of("NOTIFY_SOCKET", "/" + "x".repeat(108)),
                Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "soon"),
                Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "0"),
                Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", "9223372036854775807"))) {
            assertThat(Systemd.of(wrong, PROCESS)).as("%s", wrong).isSameAs(Supervisor.NONE);
        }
    }
}
