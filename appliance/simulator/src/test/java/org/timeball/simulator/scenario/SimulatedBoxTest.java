package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;

class SimulatedBoxTest {
    private static final long START = 1_800_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final List<ClockChanged> changes = new ArrayList<>();

    private ObedientClock clock(double ratePpm) {
        return new ObedientClock(START, Oscillator.constant(Frequency.ofPpm(ratePpm)), 0.001, changes::add);
    }

    @Test
    void aSlewEndsByItself() {
        ObedientClock clock = clock(0);
        clock.obey(new ClockCommand.Steer(Frequency.ZERO, Span.ofMicros(-500), Span.ofSeconds(1)));
        clock.advanceTo(START + 10 * SECOND);
        // The rate is settable to 1.5e-11, for a second.
        assertThat(clock.errorSeconds()).isEqualTo(0.0005, within(1e-10));
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast().rate()).isEqualTo(Frequency.ZERO);
        assertThat(changes.getLast().at().nanos() - changes.getFirst().at().nanos()).isEqualTo(SECOND - 500_000);
    }

    @Test
    void aNewCommandReplacesWhatIsLeftOfASlew() {
        ObedientClock clock = clock(0);
        clock.obey(new ClockCommand.Steer(Frequency.ZERO, Span.ofMicros(-500), Span.ofSeconds(1)));
        clock.advanceTo(START + SECOND / 2);
        clock.obey(new ClockCommand.Steer(Frequency.ofPpm(1), Span.ZERO, Span.ofSeconds(1)));
        clock.advanceTo(START + SECOND / 2 + 10 * SECOND);
        assertThat(clock.errorSeconds()).isEqualTo(0.001 - 0.00025 + 10e-6, within(1e-8));
        assertThat(changes).hasSize(2);
    }

    @Test
    void aStepIsReportedWithTheReadingBeforeIt() {
        ObedientClock clock = clock(100);
        clock.obey(new ClockCommand.Step(Span.ofMillis(-1)));
        assertThat(clock.errorSeconds()).isEqualTo(0, within(1e-12));
        assertThat(changes.getFirst().at().nanos()).isEqualTo(START + 1_000_000);
        assertThat(changes.getFirst().stepped()).isEqualTo(Span.ofMillis(-1));
    }

    @Test
    void halfOfTheRoundTripIsPartOfTheClaimButNotOfItsDispersion() throws ScenarioException {
        Scenario near = ScenarioText.read("near", "-", "length 600\nserver 0 1e-4 0\nrate 10\nstart 0");
        Result result = ScenarioRun.of(near, 1);
        assertThat(result.figure(Figure.ROOT_DISTANCE).orElseThrow()).isEqualTo(1e-4, within(1e-6));
        assertThat(result.figure(Figure.CLAIMED_BOUND).orElseThrow()).isLessThan(1e-7);
        assertThat(result.figure(Figure.CONTAINMENT_IN_DISPERSION).orElseThrow()).isEqualTo(1);
    }
}
