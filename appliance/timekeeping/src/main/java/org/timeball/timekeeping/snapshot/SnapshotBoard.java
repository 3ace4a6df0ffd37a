package org.timeball.timekeeping.snapshot;

/// Where the newest snapshot hangs for all to read.
///
/// One writer, the timekeeper; any number of readers on any thread. A reader sees either the old snapshot or the new
/// one as a whole, since the record is immutable and the field volatile.
public final class SnapshotBoard {
    private volatile TimingSnapshot current;

    public SnapshotBoard(TimingSnapshot first) {
        current = first;
    }

    public TimingSnapshot current() {
        return current;
    }

    public void publish(TimingSnapshot next) {
        current = next;
    }
}
