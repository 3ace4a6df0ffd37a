package org.timeball.daemon.boot;

import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;

/// Counts how often sources have corrected the clock since the start.
final class ClockUpdates implements Consumer<TimingSnapshot>, IntSupplier {
    private SystemInstant last;
    private int count;

    /// @param first the snapshot to begin with
    ClockUpdates(TimingSnapshot first) {
        last = first.referenceTime();
    }

    @Override
    public void accept(TimingSnapshot snapshot) {
        if (!snapshot.referenceTime().equals(last)) {
            last = snapshot.referenceTime();
            count++;
        }
    }

    @Override
    public int getAsInt() {
        return count;
    }
}
