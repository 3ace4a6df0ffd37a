package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;

/// When the box serves its own clock.
class LocalReferenceTest {
    private static final int LOCAL = 0x7f7f0101;

    private static ClockBench bench(LocalSettings local) {
        return new ClockBench(SteeringSettings.DEFAULT,
                new ClockSettings(LeapMode.SYSTEM, LeapTable.EMPTY, Optional.ofNullable(local), false,
                        Optional.empty(), Optional.empty()),
                Oscillator.constant(Frequency.ofPpm(10)), 0.01, ClockBench.ORDINARY);
    }

    @Test
    void withoutBeingAskedTheBoxServesItsOwnClockToNobody() {
        ClockBench bench = bench(null);
        bench.poll = 0;
        bench.run(1000);
        assertThat(bench.snapshot().stratum()).isEqualTo(16);
    }

    @Test
    void aBoxThatHearsNobodyServesItsOwnClockAndStopsWhenItHearsSomebody() {
        ClockBench bench = bench(LocalSettings.ofStratum(7));
        bench.poll = 0;
        bench.run(5);
        assertThat(bench.snapshot().stratum()).isEqualTo(7);
        assertThat(bench.snapshot().refid()).isEqualTo(LOCAL);
        assertThat(bench.snapshot().clock().localActive()).isTrue();
        assertThat(bench.snapshot().vouchesAt(bench.now().nanos())).isTrue();
        bench.poll = 1;
        bench.run(200);
        assertThat(bench.snapshot().clock().localActive()).isFalse();
        assertThat(bench.snapshot().refid()).isNotEqualTo(LOCAL);
        assertThat(bench.events(ClockEvent.LocalReference.class)).containsExactly(
                new ClockEvent.LocalReference(true, 7), new ClockEvent.LocalReference(false, 7));
    }

    @Test
    void afterASynchronisationItWaitsForTheDistanceToGrow() {
        ClockBench bench = bench(new LocalSettings(10, false, 0.01, 0, 0, 0));
        bench.run(1000);
        bench.poll = 0;
        assertThat(bench.snapshot().clock().localActive()).isFalse();
        int waited = 0;
        while (!bench.snapshot().clock().localActive() && waited < 5_000_000) {
            bench.run(1000);
            waited += 1000;
        }
        assertThat(bench.snapshot().stratum()).isEqualTo(10);
        assertThat(waited).isGreaterThan(1000);
    }

    @Test
    void aBoxThatWasNeverNearAnybodyIsNotBelievedWhereActivateIsGiven() {
        ClockBench bench = bench(new LocalSettings(10, false, 0.001, 0.0005, 0, 0));
        bench.poll = 0;
        bench.run(2000);
        assertThat(bench.snapshot().stratum()).isEqualTo(16);
    }

    @Test
    void waitingTimesAreKept() {
        ClockBench bench = bench(new LocalSettings(10, true, 1, 0, 300, 120));
        bench.poll = 0;
        bench.run(110);
        assertThat(bench.snapshot().clock().localActive()).isFalse();
        bench.run(20);
        assertThat(bench.snapshot().clock().localActive()).isTrue();
        ClockBench synchronised = bench(new LocalSettings(10, true, 0, 0, 300, 0));
        synchronised.run(1000);
        synchronised.poll = 0;
        synchronised.run(200);
        assertThat(synchronised.snapshot().clock().localActive()).isFalse();
        synchronised.run(200);
        assertThat(synchronised.snapshot().clock().localActive()).isTrue();
    }

    @Test
    void anOperatorSwitchesItOnAndOff() {
        ClockBench bench = bench(null);
        bench.poll = 0;
        bench.run(5);
        bench.ask(new ClockRequest.LocalMode(Optional.of(LocalSettings.ofStratum(12))));
        assertThat(bench.snapshot().stratum()).isEqualTo(12);
        bench.ask(new ClockRequest.LocalMode(Optional.empty()));
        assertThat(bench.snapshot().stratum()).isEqualTo(16);
    }
}
