package org.timeball.timekeeping.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class SteeringTest {
    private static final SystemInstant NOW = new SystemInstant(1_800_000_000_000_000_000L);

    /// A clock that runs 1 + y times as fast as true time gains y/(1 + y) in each second of its own. Corrected, it must
    /// run at 1 to the last digit: half a nanosecond a day is 6e-15.
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, -1e-4, 5e-4, 3e-2, -3e-2})
    void nothingIsLeftOfAKnownRateError(double y) {
        Reckoning known = new Reckoning(new FreeInstant(NOW.nanos()), Span.ZERO, y / (1 + y), 1e-9, 1e-15, 0);
        Frequency base = Steering.base(known, Frequency.ZERO, SteeringSettings.DEFAULT, 1000);
        assertThat((1 + y) * (1 + base.fraction())).isEqualTo(1, within(6e-15));
    }
}
