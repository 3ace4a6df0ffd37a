package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A perfect clock 0.2 s ahead that nobody touches; another process's samples number its pulses, or it does so
/// itself.
class PulseLockTest {
    private static final SourceId SAMPLES = new SourceId(0);
    private static final SourceId PULSES = new SourceId(1);
    private static final long START = 1_798_761_480L;
    private static final long NANOS = 1_000_000_000L;
    private static final long AHEAD = 200_000_000L;
    private static final SelectionOptions WATCHED = new SelectionOptions(true, false, false, false);

    private final Random random = new Random(1);
    private TimingSnapshot snapshot = TimingSnapshot.unsynchronised(new SystemInstant(START * NANOS));

    private State start(SourceSettings samples, SourceSettings pulses) {
        return State.start(new CoreSettings(List.of(samples, pulses), SelectionSettings.DEFAULT,
                new SteeringSettings(0.1, 0, 83_333e-6), Span.ofNanos(1)), new SystemInstant(START * NANOS),
                Frequency.ZERO);
    }

    private State observe(State state, Observation observation) {
        Step step = Core.step(state, observation);
        snapshot = step.snapshot();
        return step.next();
    }

    private static SystemInstant reading(long second, long nanos) {
        return new SystemInstant(second * NANOS + nanos + AHEAD);
    }

    /// What the writer of the samples says is off by `error` seconds, and scatters by a millisecond.
    private State told(State state, long second, double error) {
        Span offset = new Span(AHEAD + Math.round((error + 1e-3 * random.nextGaussian()) * 1e9));
        return observe(state, new Observation.ExternalSample(SAMPLES, reading(second, 300_000_000), offset,
                LeapIndicator.NONE));
    }

    private double pulsesOffset() {
        return snapshot.sources().get(1).lastOffsetSeconds();
    }

    private Reason pulsesReason() {
        return snapshot.sources().get(1).reason();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.35, -0.1, 0, 0.2, 0.35})
    void wholeSamplesNumberThePulsesLockedToThem(double error) {
        State state = start(SourceSettings.refclock(SAMPLES, "NMEA", Kind.SAMPLE).withSelection(WATCHED),
                SourceSettings.pulses(PULSES, "PPS", SAMPLES));
        for (long second = START + 1; second < START + 30; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
            state = told(state, second, error);
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.LOCKED);
        assertThat(pulsesReason()).isEqualTo(Reason.NONE);
        assertThat(pulsesOffset()).isCloseTo(AHEAD * 1e-9, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 0.45, 0.5, 0.55})
    void samplesHalfASecondOffNumberNothing(double error) {
        State state = start(SourceSettings.refclock(SAMPLES, "NMEA", Kind.SAMPLE).withSelection(WATCHED),
                SourceSettings.pulses(PULSES, "PPS", SAMPLES));
        for (long second = START + 1; second < START + 60; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
            state = told(state, second, error);
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.ACQUIRING);
        assertThat(pulsesReason().cause()).isEqualTo(Cause.AMBIGUOUS_LABEL);
    }

    @Test
    void pulsesAreNotBelievedOnceNobodyNumbersThemAnyMore() {
        State state = start(SourceSettings.refclock(SAMPLES, "NMEA", Kind.SAMPLE).withSelection(WATCHED),
                SourceSettings.pulses(PULSES, "PPS", SAMPLES));
        for (long second = START + 1; second < START + 60; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
            if (second < START + 40) {
                state = told(state, second, 0);
            }
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(pulsesReason().cause()).isEqualTo(Cause.NO_LABEL);
    }

    @Test
    void ofALockedSourceThatTellsWholeSamplesOnlyTheFractionCounts() {
        State state = start(SourceSettings.refclock(SAMPLES, "NMEA", Kind.SAMPLE).withSelection(WATCHED),
                SourceSettings.pulses(PULSES, "PPS", SAMPLES));
        for (long second = START + 1; second < START + 30; second++) {
            // Five hours off, to the microsecond.
            state = observe(state, new Observation.ExternalSample(PULSES, reading(second, 500_000_000),
                    new Span(AHEAD - 18_000 * NANOS + 1_000), LeapIndicator.NONE));
            state = told(state, second, 0.1);
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.LOCKED);
        assertThat(pulsesOffset()).isCloseTo(AHEAD * 1e-9 + 1e-6, within(1e-9));
    }

    @Test
    void theClockNumbersPulsesOfTheirOwnOnceASourceHasSetIt() {
        State state = start(SourceSettings.refclock(SAMPLES, "OWN", Kind.SAMPLE), SourceSettings.pulses(PULSES, "PPS"));
        for (long second = START + 1; second < START + 20; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.ACQUIRING);
        for (long second = START + 20; second < START + 60; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
            state = told(state, second, 0);
        }
        assertThat(snapshot.lock()).isEqualTo(Lock.LOCKED);
        assertThat(pulsesReason()).isEqualTo(Reason.NONE);
        assertThat(pulsesOffset()).isCloseTo(AHEAD * 1e-9, within(1e-9));
        assertThat(snapshot.refid()).isEqualTo(0x50505300);
        for (long second = START + 60; second < START + 120; second++) {
            state = observe(state, new Observation.PulseEdge(PULSES, reading(second, 0)));
        }
        assertThat(snapshot.lock()).as("its own pulses keep it right").isEqualTo(Lock.LOCKED);
    }
}
