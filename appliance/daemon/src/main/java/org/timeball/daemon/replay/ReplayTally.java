package org.timeball.daemon.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.timeball.daemon.replay.ReplayReport.ClockStep;
import org.timeball.daemon.replay.ReplayReport.LockChange;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;

/// Counts along a replay, in bounded memory.
final class ReplayTally {
    private static final int MOST_EVENTS = 1000;

    private final LogHeader header;
    private final Map<String, Long> kinds = new TreeMap<>();
    private final List<ClockStep> clockSteps = new ArrayList<>();
    private final List<LockChange> locks = new ArrayList<>();
    private TimingSnapshot latest;
    private long steps;
    private long steppedNanos;
    private long moreEvents;

    ReplayTally(LogHeader header) {
        this.header = header;
        latest = TimingSnapshot.unsynchronised(header.at());
    }

    void add(Observation observation, TimingSnapshot snapshot) {
        kinds.merge(ObservationLog.kind(observation), 1L, Long::sum);
        if (observation instanceof ClockChanged change && change.stepped().nanos() != 0) {
            steppedNanos += change.stepped().nanos();
            note(clockSteps, new ClockStep(change.at(), change.stepped(), change.byUs()));
        }
        if (steps == 0 || snapshot.lock() != latest.lock()) {
            note(locks, new LockChange(snapshot.at(), snapshot.lock(), snapshot.reason()));
        }
        steps++;
        latest = snapshot;
    }

    private <E> void note(List<E> events, E event) {
        if (events.size() < MOST_EVENTS) {
            events.add(event);
        } else {
            moreEvents++;
        }
    }

    ReplayReport report(String log, Optional<String> problem, boolean cut, double seconds) {
        // Readings centuries apart overflow and come right again when the step between them is taken off.
        Span duration = new Span(latest.at().nanos() - header.at().nanos() - steppedNanos);
        return new ReplayReport(log, header.machine(), header.at(), duration, steps, kinds, clockSteps, locks,
                moreEvents, latest, problem, cut, seconds * 1e6 / Math.max(1, steps));
    }
}
