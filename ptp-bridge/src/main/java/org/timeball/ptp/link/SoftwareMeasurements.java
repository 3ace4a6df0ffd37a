package org.timeball.ptp.link;

import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;

/// ptp4l stamps with the kernel's clock and steers nothing: what it measures is that clock's offset, with UTC already
/// taken into account.
final class SoftwareMeasurements implements Measurements {
    private final KernelTimescale timescale;
    private final Syncs syncs = new Syncs();

    SoftwareMeasurements(KernelTimescale timescale) {
        this.timescale = timescale;
    }

    @Override
    public boolean heard(Round.Complete said, MonotonicInstant now) {
        return syncs.heard(said, now);
    }

    @Override
    public Span age(MonotonicInstant now) {
        return syncs.age(now);
    }

    @Override
    public Measurement take(Round.Complete said) {
        long kernel = said.status().ingressNanos();
        SystemInstant at = new SystemInstant(timescale.toSystemNanos(kernel));
        return new Measurement(at, said.status().masterOffset().plus(Span.ofNanos(at.nanos() - kernel)), Span.ZERO);
    }

    @Override
    public void forget() {
        syncs.forget();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
