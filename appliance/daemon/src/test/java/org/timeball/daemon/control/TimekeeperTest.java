package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The timekeeper on a virtual world's clock that runs 12 ppm fast, with a perfect refclock each second.
class TimekeeperTest {
    private static final SourceId GPS = new SourceId(0);
    /// The first midnight after the world began.
    private static final long MIDNIGHT = 1_800_057_600L;

    private final List<Event> events = new ArrayList<>();
    private VirtualClockWorld box;
    private SnapshotBoard board;
    private Timekeeper timekeeper;
    private long leaps;

    @BeforeEach
    void open() throws Exception {
        box = VirtualClockWorld.open();
        LeapTable table = new LeapTable(
                List.of(new LeapTable.Entry(1_483_228_800L, 37), new LeapTable.Entry(MIDNIGHT, 38)), Long.MAX_VALUE);
        CoreSettings settings = new CoreSettings(
                List.of(SourceSettings.refclock(GPS, "GPS", SourceSettings.Kind.SAMPLE)), SelectionSettings.DEFAULT,
                SteeringSettings.DEFAULT,
                new ClockSettings(LeapMode.STEP, table, Optional.empty(), false, Optional.empty(), Optional.empty()),
                Span.ofNanos(1));
        board = new SnapshotBoard(TimingSnapshot.unsynchronised(box.world().clock().now()));
        timekeeper = new Timekeeper(box.world(), settings, board, snapshot -> {
        }, events::add, StepRecorder.NONE);
        timekeeper.start();
    }

    private void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            box.pass(1);
            measure();
        }
    }

    private void measure() {
        SystemInstant now = box.world().clock().now();
        Span offset = now.since(new SystemInstant(box.universe().nowNanos() - leaps * 1_000_000_000L));
        timekeeper.accept(new Observation.ExternalSample(GPS, now, offset, LeapIndicator.NONE));
    }

    private double error() {
        return box.world().clockErrorSeconds() + leaps;
    }

    @Test
    void aLeapSecondIsTakenToTheMillisecondAndTheBoxStaysLocked() {
        run(60);
        assertThat(board.current().lock()).isEqualTo(Lock.LOCKED);
        // Nothing much happens until midnight.
        box.pass((MIDNIGHT - 10) - box.universe().nowNanos() * 1e-9);
        run(9);
        assertThat(board.current().leap()).isEqualTo(LeapIndicator.INSERT);
        box.pass(MIDNIGHT - box.universe().nowNanos() * 1e-9 - 0.001);
        assertThat(error()).isCloseTo(0, within(1e-4));
        box.pass(0.002);
        leaps = 1;
        assertThat(error()).isCloseTo(0, within(1e-4));
        measure();
        run(100);
        assertThat(events).contains(new ClockEvent.LeapTaken(LeapIndicator.INSERT));
        assertThat(events.stream().filter(ClockEvent.ForeignStep.class::isInstance)).isEmpty();
        assertThat(board.current().lock()).isEqualTo(Lock.LOCKED);
        assertThat(error()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aLongSlewGoesAsFarAsItShould() {
        box.world().clock().step(Span.ofSeconds(5));
        run(10);
        double halfway = error();
        assertThat(halfway).isBetween(3.0, 4.9);
        run(80);
        assertThat(error()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aStepAndAJumpByOthersAreToldApart() {
        run(60);
        box.world().clock().step(Span.ofSeconds(2));
        run(60);
        assertThat(events.stream().filter(ClockEvent.ForeignStep.class::isInstance)).hasSize(1);
        assertThat(error()).isCloseTo(0, within(1e-6));
        box.world().clock().step(Span.ofSeconds(-20));
        run(400);
        assertThat(events.stream().filter(ClockEvent.TimeJump.class::isInstance)).hasSize(1);
        assertThat(error()).isCloseTo(0, within(1e-6));
        timekeeper.close();
    }
}
