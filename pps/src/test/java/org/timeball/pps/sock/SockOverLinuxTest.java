package org.timeball.pps.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;

/// The same refclock over a real Unix socket, with a virtual clock over the kernel's time as in the demo.
class SockOverLinuxTest {
    private static final SourceId SOURCE = new SourceId(0);
    private static final Span AHEAD = Span.ofSeconds(100);

    private final BlockingQueue<Observation> seen = new LinkedBlockingQueue<>();
    @TempDir
    Path folder;

    @Test
    void samplesComeThroughARealSocketAndItsFileGoesWithIt() throws Exception {
        String path = folder.resolve("chrony.ttyS0.sock").toString();
        SteeredClock ours = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), AHEAD);
        long kernelNanos = HostClock.realtimeNanos() / 1_000 * 1_000;
        try (LinuxWorld world = LinuxWorld.start(ours, ours, executor -> (line, handler) -> {
            throw new WorldException("there are no serial lines here");
        })) {
            SockRefclock refclock = new SockRefclock(world, ours, SOURCE, path, seen::add);
            world.executor().execute(refclock::open);
            world.executor().execute(() -> send(world, path, kernelNanos));

            assertThat(next()).isInstanceOfSatisfying(DeviceReport.class,
                    report -> assertThat(report.condition()).isEqualTo(Condition.WORKING));
            assertThat(next()).isEqualTo(new PulseEdge(SOURCE, new SystemInstant(kernelNanos).plus(AHEAD)));
            assertThat(next()).isEqualTo(new ExternalSample(SOURCE, new SystemInstant(kernelNanos + 1_000).plus(AHEAD),
                    AHEAD.plus(Span.ofNanos(-42)), LeapIndicator.DELETE));
            assertThat(Files.exists(Path.of(path))).isTrue();
            world.executor().execute(refclock::close);
            world.executor().execute(() -> seen.add(new Observation.Silence(ours.now())));
            assertThat(next()).isInstanceOf(Observation.Silence.class);
            assertThat(Files.exists(Path.of(path))).isFalse();
        }
    }

    private static void send(LinuxWorld world, String path, long kernelNanos) {
        try (SockSender sender = SockSender.over(world, path + ".sender", path)) {
            sender.send(SockSample.pulseSeenAt(new SystemInstant(kernelNanos)));
            sender.send(SockSample.measured(new SystemInstant(kernelNanos + 1_000), Span.ofNanos(-42),
                    LeapIndicator.DELETE));
        } catch (WorldException e) {
            throw new AssertionError(e);
        }
    }

    private Observation next() throws InterruptedException {
        Observation observation = seen.poll(10, TimeUnit.SECONDS);
        assertThat(observation).as("an observation within 10 s").isNotNull();
        return observation;
    }
}
