package org.timeball.linux.world;

import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.SystemClock;

/// The host's clock, to be read only.
final class HostTime implements SystemClock {
    @Override
    public SystemInstant now() {
        return new SystemInstant(HostClock.realtimeNanos());
    }

    @Override
    public Frequency rate() {
        return Frequency.ZERO;
    }

    @Override
    public RateChange setRate(Frequency correction) {
        throw new AssertionError("the host's clock is never touched");
    }

    @Override
    public SystemInstant step(Span amount) {
        throw new AssertionError("the host's clock is never touched");
    }

    @Override
    public void setStatus(LeapIndicator leap, double maxErrorSeconds) {
        throw new AssertionError("the host's clock is never touched");
    }

    @Override
    public Frequency rateLimit() {
        return Frequency.ZERO;
    }

    @Override
    public Span resolution() {
        return new Span(1);
    }
}
