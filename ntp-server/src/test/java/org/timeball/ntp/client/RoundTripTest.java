package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

class RoundTripTest {
    private static final long LEFT = 1_795_000_000_000_000_000L;

    /// @param slewing of a clock that is otherwise right, s/s
    /// @param localNanos what it shows of 200 us
    @ParameterizedTest
    @CsvSource({"0, 200000", "0.08, 216000", "-0.08, 184000"})
    void theDelayIsThatOfAClockThatIsNotSlewed(double slewing, long localNanos) {
        long middle = NtpTimestamp.ofUnixNanos(LEFT + localNanos / 2);
        RoundTrip trip = new RoundTrip(new LocalStamp(new SystemInstant(LEFT), Stamp.KERNEL), middle, middle,
                new LocalStamp(new SystemInstant(LEFT + localNanos), Stamp.HARDWARE, 0, 3e-7).whileSlewing(slewing));
        assertThat(trip.delaySeconds(0)).isCloseTo(200e-6, within(1e-12));
        assertThat(trip.delaySeconds(1e-3)).isCloseTo(199.8e-6, within(1e-12));
        assertThat(trip.offset().seconds()).isCloseTo(0, within(2e-9));
        assertThat(trip.errorSeconds()).isEqualTo(3e-7);
    }
}
