package org.timeball.daemon.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.RtcConfiguration;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;

class StartFromRtcTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final String DEVICE = "/dev/rtc";
    private static final String FILE = "/rtc";
    private static final String DRIFT = "/drift";
    private static final RtcConfiguration CONFIGURATION = new RtcConfiguration(FILE, 0, DEVICE, true, false,
            "/etc/adjtime");

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    /// As a board without a battery boots: at the start of 1970.
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), new Span(-START));
    private int started;

    private double start() {
        new StartFromRtc(world, CONFIGURATION, DRIFT, world.clock()::step, () -> started++).start();
        universe.runFor(Span.ofSeconds(10));
        return (world.clock().now().nanos() - START) * 1e-9 - 10;
    }

    @Test
    void theClockIsSetFromARealTimeClockLessItsKnownError() throws Exception {
        world.references().plugRealTimeClock(DEVICE, 7_300_000_000L, 0, 0);
        world.files().replace(FILE, "1 1794900000 6.300000 10.000\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(start()).isCloseTo(0, within(1e-2));
        assertThat(started).isEqualTo(1);
    }

    @Test
    void withoutAFileTheRealTimeClockIsBelieved() {
        world.references().plugRealTimeClock(DEVICE, 250_000_000L, 0, 0);
        assertThat(start()).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void withoutARealTimeClockNothingIsSetAndTheStartGoesOn() {
        assertThat(start()).isCloseTo(-START * 1e-9, within(1.0));
        assertThat(started).isEqualTo(1);
    }
}
