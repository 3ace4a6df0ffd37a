package org.timeball.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock.RateChange;

class SteeredClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_795_000_000L * SECOND + 123_456_789;

    private final AtomicLong base = new AtomicLong(START);

    private SteeredClock clock(Oscillator oscillator, Span offset) {
        return new SteeredClock(base::get, oscillator, offset);
    }

    @Test
    void aPerfectClockLeftAloneReadsItsBase() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ZERO);
        base.addAndGet(400L * 365 * 86_400 * SECOND / 10);

        assertThat(clock.now()).isEqualTo(new SystemInstant(base.get()));
        assertThat(clock.toSystemNanos(base.get() - 5)).isEqualTo(base.get() - 5);
    }

    @Test
    void thirtyDaysOfRandomCommandsLoseNothing() {
        long seed = 20_261_120;
        Oscillator oscillator = Oscillator.wandering(Frequency.ofPpm(100), 1e-9, seed)
                .plus(Oscillator.sine(Frequency.ofPpm(0.05), 3600));
        Oscillator same = Oscillator.wandering(Frequency.ofPpm(100), 1e-9, seed)
                .plus(Oscillator.sine(Frequency.ofPpm(0.05), 3600));
        SteeredClock clock = clock(oscillator, Span.ofMillis(100));
        ExactClock exact = new ExactClock(same, START, 100_000_000);
        SplittableRandom random = new SplittableRandom(seed);
        long end = START + 30L * 86_400 * SECOND;

        while (base.get() < end) {
            base.addAndGet(random.nextLong(1, 40 * SECOND));
            switch (random.nextInt(8)) {
                case 0 -> {
                    long step = random.nextLong(-5 * SECOND, 5 * SECOND);
                    clock.step(Span.ofNanos(step));
                    exact.step(base.get(), step);
                }
                case 1, 2, 3 -> {
                    double rate = random.nextInt(10) == 0
                            ? random.nextDouble(-0.1, 0.1)
                            : random.nextDouble(-5e-4, 5e-4);
                    clock.setRate(new Frequency(rate));
                    exact.setRate(base.get(), rate);
                }
                default -> clock.now();
            }
            double excess = exact.excessAt(base.get(), clock.now().nanos() - base.get());
            // Half a nanosecond is the rounding of the reading; what the rates' unit of 2^-62 loses in 30 days is less
            // than a thousandth of that.
            assertThat(excess).as("seed %d at %d", seed, base.get()).isCloseTo(0, within(0.501));
        }
    }

    @Test
    void theTrueErrorIsFinerThanANanosecond() {
        SteeredClock clock = clock(Oscillator.constant(new Frequency(1e-10)), Span.ZERO);
        base.addAndGet(SECOND);

        assertThat(clock.errorSecondsAt(base.get())).isCloseTo(1e-10, within(1e-15));
        assertThat(clock.readingAt(base.get())).isEqualTo(base.get());
    }

    @Test
    void aCorrectionActsAtOnceAndLeavesThePastAlone() {
        SteeredClock clock = clock(Oscillator.constant(Frequency.ofPpm(10)), Span.ofSeconds(2));
        base.addAndGet(10 * SECOND);
        RateChange change = clock.setRate(Frequency.ofPpm(-10));
        base.addAndGet(10 * SECOND);

        assertThat(change.at()).isEqualTo(new SystemInstant(START + 12 * SECOND + 100_000));
        assertThat(change.correction().ppm()).isCloseTo(-10, within(1e-9));
        assertThat(clock.rate()).isEqualTo(change.correction());
        // (1 + 1e-5)(1 - 1e-5) is 1e-10 below 1: a nanosecond in ten seconds.
        assertThat(clock.now().nanos()).isEqualTo(START + 22 * SECOND + 100_000 - 1);
        assertThat(clock.readingAt(START + 5 * SECOND)).isEqualTo(START + 7 * SECOND + 50_000);
    }

    @Test
    void aStepMovesTheReadingButNotTheMonotonicTime() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ofMillis(100));
        base.addAndGet(SECOND);
        SystemInstant before = clock.step(Span.ofMillis(-100));

        assertThat(before.nanos()).isEqualTo(START + SECOND + 100_000_000);
        assertThat(clock.now().nanos()).isEqualTo(START + SECOND);
        assertThat(clock.readingAt(base.get() - 1)).isEqualTo(START + SECOND + 100_000_000 - 1);
        assertThat(clock.monotonicAt(base.get())).isEqualTo(SECOND);
    }

    @Test
    void instantsTenSecondsAgoReadAsTheyDidThen() {
        long seed = 7;
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(20), 1e-6, seed), Span.ofMillis(3));
        SplittableRandom random = new SplittableRandom(seed);
        long[] when = new long[2_000];
        long[] then = new long[2_000];
        for (int i = 0; i < when.length; i++) {
            base.addAndGet(random.nextLong(1, 200_000_000));
            when[i] = base.get();
            then[i] = clock.now().nanos();
            switch (random.nextInt(3)) {
                case 0 -> clock.setRate(new Frequency(random.nextDouble(-1e-3, 1e-3)));
                case 1 -> then[i] += step(clock, random.nextLong(-1000, 1000));
                default -> {
                }
            }
            for (int j = i; j >= 0 && base.get() - when[j] <= 10 * SECOND; j--) {
                assertThat(clock.readingAt(when[j])).as("seed %d", seed).isEqualTo(then[j]);
            }
        }
    }

    private static long step(SteeredClock clock, long nanos) {
        clock.step(Span.ofNanos(nanos));
        return nanos;
    }

    @Test
    void theReadingNeverRunsBackBetweenSteps() {
        long seed = 11;
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(-50), 1e-5, seed), Span.ZERO);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            base.addAndGet(random.nextLong(1, 100_000_000));
            if (random.nextInt(4) == 0) {
                clock.setRate(new Frequency(random.nextDouble(-0.1, 0.1)));
            }
            long here = base.get() - random.nextLong(SECOND);
            long gain = clock.readingAt(here + 1) - clock.readingAt(here);
            assertThat(gain).as("seed %d at %d", seed, here).isBetween(0L, 2L);
        }
    }

    @Test
    void aRateBeyondTheLimitIsClamped() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ZERO);

        assertThat(clock.setRate(new Frequency(0.5)).correction().fraction()).isCloseTo(0.1, within(1e-15));
        assertThat(clock.setRate(new Frequency(-7)).correction().fraction()).isCloseTo(-0.1, within(1e-15));
        assertThat(clock.rateLimit()).isEqualTo(new Frequency(0.1));
    }

    @Test
    void aBaseThatFallsBackTakesTheReadingWithIt() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ZERO);
        base.addAndGet(100 * SECOND);
        clock.step(Span.ofSeconds(1));
        base.set(START + 50 * SECOND);
        clock.step(Span.ofSeconds(3));

        assertThat(clock.now().nanos()).isEqualTo(START + 53 * SECOND);
        base.addAndGet(100 * SECOND);
        assertThat(clock.now().nanos()).isEqualTo(START + 153 * SECOND);
    }

    @Test
    void aBaseThatLeapsAheadIsFollowed() {
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(1), 0, 1), Span.ZERO);
        base.addAndGet(100_000 * SECOND);

        assertThat(clock.now().nanos() - base.get()).isEqualTo(100_000_000);
    }

    @Test
    void manyCommandsInOneSecondDoNotPileUp() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ZERO);
        for (int i = 0; i < 20_000; i++) {
            base.incrementAndGet();
            clock.step(Span.ofNanos(1));
        }

        assertThat(clock.now().nanos()).isEqualTo(START + 40_000);
    }

    @Test
    void theStatusIsRemembered() {
        SteeredClock clock = clock(Oscillator.perfect(), Span.ZERO);
        assertThat(clock.status().leap()).isEqualTo(LeapIndicator.UNSYNCHRONISED);

        clock.setStatus(LeapIndicator.INSERT, 0.001);

        assertThat(clock.status()).isEqualTo(new SteeredClock.Status(LeapIndicator.INSERT, 0.001));
    }

    @Test
    void anOscillatorBeyondAllReasonIsRefused() {
        assertThatThrownBy(() -> clock(second -> Double.NaN, Span.ZERO)).hasMessageContaining("NaN");
    }

    @Test
    void aMonotonicReadingIsFoundToTheNanosecond() {
        long seed = 5;
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(300), 1e-6, seed), Span.ofMillis(1));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3_000; i++) {
            base.addAndGet(random.nextLong(1, SECOND));
            clock.now();
            clock.setRate(new Frequency(random.nextDouble(-0.1, 0.1)));
            long wanted = clock.monotonicAt(base.get()) + random.nextLong(3 * SECOND);
            long found = clock.baseOfMonotonic(wanted);
            assertThat(clock.monotonicAt(found)).as("seed %d", seed).isGreaterThanOrEqualTo(wanted);
            assertThat(clock.monotonicAt(found - 1)).as("seed %d", seed).isLessThan(wanted);
        }
    }

    @Test
    void aMonotonicReadingBeyondWhatIsKnownIsAskedForAgain() {
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ZERO, 1e-6, 5), Span.ZERO);
        clock.now();

        long askAgain = clock.baseOfMonotonic(1_000_000 * SECOND);

        assertThat(askAgain).isBetween(START + 4 * SECOND, START + 10 * SECOND);
        assertThat(clock(Oscillator.perfect(), Span.ZERO).baseOfMonotonic(Long.MAX_VALUE)).isGreaterThan(START);
    }

    /// The owner lets time pass, corrects, and says what the clock read just before; readers must find the same as long
    /// as that lies within the history.
    @Test
    void readersOnOtherThreadsNeverSeeHalfACorrection() throws InterruptedException {
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(40), 1e-7, 3), Span.ofSeconds(1));
        AtomicReference<long[]> latest = new AtomicReference<>(new long[]{START, clock.now().nanos()});
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        AtomicLong compared = new AtomicLong();
        Runnable reading = () -> {
            while (!stop.get()) {
                long[] instant = latest.get();
                long seen = clock.toSystemNanos(instant[0]);
                if (base.get() - instant[0] < 10 * SECOND) {
                    compared.incrementAndGet();
                    if (seen != instant[1]) {
                        wrong.set("read " + seen + " where " + instant[1] + " stood");
                    }
                }
            }
        };
        Thread one = Thread.ofPlatform().start(reading);
        Thread two = Thread.ofPlatform().start(reading);
        for (int i = 1; i <= 20_000 || compared.get() < 1_000; i++) {
            base.addAndGet(i % 1_000 == 0 ? 9 * SECOND : 30_000_000);
            latest.set(new long[]{base.get() - 1, clock.readingAt(base.get() - 1)});
            clock.setRate(Frequency.ofPpm(i % 1000));
        }
        stop.set(true);
        one.join();
        two.join();

        assertThat(wrong.get()).isEmpty();
    }

    @Test
    void aReaderAllocatesNothing() throws JMException {
        SteeredClock clock = clock(Oscillator.wandering(Frequency.ofPpm(40), 1e-7, 3), Span.ofSeconds(1));
        clock.now();
        long sum = read(clock, 100_000) + allocatedBytes();
        long before = allocatedBytes();
        sum += read(clock, 100_000);
        long allocated = allocatedBytes() - before;

        assertThat(sum).isNotZero();
        // One object a reading would be 1,600,000 bytes and more; what there is comes from the measurement itself.
        assertThat(allocated).isLessThan(100_000);
    }

    private static long read(SteeredClock clock, int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += clock.readingAt(START + i * 10_000L);
        }
        return sum;
    }

    private static long allocatedBytes() throws JMException {
        return (Long) ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("java.lang:type=Threading"),
                "getThreadAllocatedBytes", new Object[]{Thread.currentThread().threadId()}, new String[]{"long"});
    }
}
