package org.timeball.ntp.server;

import java.util.Optional;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;

/// Time that follows the clock's corrections smoothly, as the timekeeper plans it (`smoothtime`).
public final class SmoothedTime implements ServedTime {
    private final SnapshotBoard board;

    /// @param board whose snapshots carry the plan; without one UTC is given away
    public SmoothedTime(SnapshotBoard board) {
        this.board = board;
    }

    private Optional<org.timeball.timekeeping.smoothing.ServedTime> plan() {
        return board.current().clock().served();
    }

    @Override
    public boolean isKnownAt(long systemNanos) {
        return true;
    }

    @Override
    public long shiftNanos(long systemNanos) {
        Optional<org.timeball.timekeeping.smoothing.ServedTime> plan = plan();
        return plan.isPresent() ? plan.get().addedNanosAt(systemNanos) : 0;
    }

    @Override
    public LeapIndicator announced(LeapIndicator leap) {
        Optional<org.timeball.timekeeping.smoothing.ServedTime> plan = plan();
        boolean hidden = plan.isPresent() && plan.get().hidesLeap() && leap != LeapIndicator.UNSYNCHRONISED;
        return hidden ? LeapIndicator.NONE : leap;
    }
}
