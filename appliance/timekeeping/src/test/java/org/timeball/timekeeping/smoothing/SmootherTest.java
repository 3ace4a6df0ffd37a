package org.timeball.timekeeping.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.smoothing.ServedTime.Piece;
import org.timeball.timekeeping.steering.Slew;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class SmootherTest {
    private static final SystemInstant NOW = new SystemInstant(1_800_000_000_000_000_000L);
    /// A plan's pieces begin at whole nanoseconds: half of one at the largest rate, three times.
    private static final double ROUNDING = 1e-9;

    @Test
    void everyPlanIsContinuousKeepsItsLimitsAndEndsAtNothing() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            double limit = Math.pow(10, -5 + 3 * random.nextDouble());
            double wander = Math.pow(10, -9 + 4 * random.nextDouble());
            double ahead = Math.pow(10, -9 + 9 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            double faster = 3 * limit * random.nextGaussian() * (i % 3 == 0 ? 0 : 1);
            Smoother plan = Smoother.start(new SmoothingSettings(limit, wander, false), NOW).activated(NOW)
                    .corrected(NOW, ahead, faster);
            ServedTime served = plan.served(NOW, Slew.NONE, true, false);
            assertThat(served.addedSecondsAt(NOW.nanos())).isCloseTo(-ahead, within(ROUNDING));
            assertThat(served.rateAt(NOW.nanos())).isCloseTo(-faster, within(limit * 1e-6));
            List<Piece> pieces = plan.pieces();
            for (int k = 1; k < pieces.size(); k++) {
                Piece before = pieces.get(k - 1);
                assertThat(before.at(before.toNanos())).isCloseTo(pieces.get(k).offsetSeconds(), within(ROUNDING));
                assertThat(pieces.get(k).fromNanos()).isEqualTo(before.toNanos());
                assertThat(Math.abs(pieces.get(k).wander())).isLessThanOrEqualTo(wander);
                assertThat(Math.abs(pieces.get(k).rate()))
                        .isLessThanOrEqualTo(Math.max(limit, Math.abs(faster)) * (1 + 1e-6));
            }
            Piece last = pieces.getLast();
            // The end of each of four pieces is rounded to a nanosecond, and a rate is wrong by that times the wander.
            assertThat(last.at(last.toNanos())).as("offset %s, rate %s", ahead, faster)
                    .isCloseTo(0, within(4 * ROUNDING * (1 + limit) + 1e-9 * Math.abs(ahead)));
        }
    }

    @Test
    void untilItIsActiveNothingIsAdded() {
        Smoother idle = Smoother.start(new SmoothingSettings(1e-4, 1e-8, false), NOW).corrected(NOW, 1, 0);
        assertThat(idle.served(NOW, Slew.NONE, true, false).addedNanosAt(NOW.nanos())).isZero();
        assertThat(idle.activatesAt(2e-4)).isFalse();
        assertThat(idle.activatesAt(0.5e-4)).isTrue();
    }

    @Test
    void aSlewOfTheClockIsNotSeenInServedTime() {
        Smoother active = Smoother.start(new SmoothingSettings(1e-3, 1e-5, false), NOW).activated(NOW);
        Slew slew = new Slew(NOW, Span.ofMillis(50), Span.ofSeconds(1));
        Smoother corrected = active.corrected(NOW, slew.restAt(NOW), 0);
        ServedTime served = corrected.served(NOW, slew, true, false);
        for (int millis = 0; millis <= 1000; millis += 10) {
            long at = NOW.nanos() + millis * 1_000_000L;
            // What the clock reads, less what it would read without the slew, and what is served on top of it.
            double slewed = 0.05 - slew.restAt(new SystemInstant(at));
            double t = millis * 1e-3;
            assertThat(slewed + served.addedSecondsAt(at)).isBetween(-1e-9, 1e-5 * t * t / 2 + 1e-9);
        }
    }

    @Test
    void readingAServedTimeTellsItsRateWanderAndEnd() {
        Smoother plan = Smoother.start(new SmoothingSettings(1e-2, 1e-4, true), NOW).activated(NOW)
                .corrected(NOW, 5, 0).leapt(NOW, -1);
        ServedTime served = plan.served(NOW, Slew.NONE, false, true);
        assertThat(served.addedSecondsAt(NOW.nanos())).isCloseTo(1, within(1e-9));
        assertThat(served.wanderAt(NOW.nanos())).isEqualTo(-1e-4);
        assertThat(served.remainingSecondsAt(NOW.nanos())).isCloseTo(200, within(1e-6));
        long end = NOW.nanos() + 201 * 1_000_000_000L;
        assertThat(served.addedNanosAt(end)).isZero();
        assertThat(served.rateAt(end)).isZero();
    }
}
