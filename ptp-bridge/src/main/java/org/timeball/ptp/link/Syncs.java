package org.timeball.ptp.link;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;

/// Notes when a Sync was new, by the change of its time of arrival: so no two clocks have to be compared for its age.
final class Syncs {
    private @Nullable MonotonicInstant changed;
    private long ingressNanos;
    private long grandmaster;
    private boolean known;

    /// @return whether the Sync is another than the one of the round before, from the same grandmaster
    boolean heard(Round.Complete said, MonotonicInstant now) {
        long ingress = said.status().ingressNanos();
        boolean same = known && grandmaster == said.status().grandmaster();
        boolean other = ingress != ingressNanos;
        if (other || changed == null) {
            changed = now;
        }
        ingressNanos = ingress;
        grandmaster = said.status().grandmaster();
        known = true;
        return same && other;
    }

    Span age(MonotonicInstant now) {
        return changed == null ? Span.ZERO : now.since(changed);
    }

    /// The next Sync is taken for the first one. Its age goes on.
    void forget() {
        known = false;
    }
}
