package org.timeball.daemon.boot;

import org.timeball.ntp.server.ServedTime;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;

/// The time that `smoothtime` asks to be given away: the clock's reading plus what the newest snapshot adds to it.
final class SmoothedTime implements ServedTime {
    private final SnapshotBoard board;

    SmoothedTime(SnapshotBoard board) {
        this.board = board;
    }

    @Override
    public boolean isKnownAt(long systemNanos) {
        return true;
    }

    @Override
    public long shiftNanos(long systemNanos) {
        var served = board.current().clock().served();
        return served.isPresent() ? served.get().addedNanosAt(systemNanos) : 0;
    }

    @Override
    public LeapIndicator announced(LeapIndicator leap) {
        var served = board.current().clock().served();
        return served.isPresent() && served.get().hidesLeap() && leap != LeapIndicator.UNSYNCHRONISED
                ? LeapIndicator.NONE
                : leap;
    }
}
