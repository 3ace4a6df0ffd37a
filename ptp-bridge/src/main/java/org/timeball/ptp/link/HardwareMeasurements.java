package org.timeball.ptp.link;

import org.jspecify.annotations.Nullable;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.phc.ReadingSieve;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// ptp4l steers a hardware clock, to TAI where the grandmaster is on the PTP timescale; the system clock is compared with
/// that one. A clock that cannot be read is opened anew in the next round.
final class HardwareMeasurements implements Measurements {
    private static final int READINGS = 25;

    private final World world;
    private final String name;
    private final Syncs syncs = new Syncs();
    private @Nullable HardwareClock clock;

    /// @param name of the clock, `/dev/ptpN` or an interface
    HardwareMeasurements(World world, String name) {
        this.world = world;
        this.name = name;
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
    public Measurement take(Round.Complete said) throws WorldException {
        HardwareClock open = clock == null ? world.references().openHardwareClock(name) : clock;
        clock = open;
        try {
            ReadingSieve.Comparison best = ReadingSieve.best(open.read(READINGS, Method.PRECISE));
            Timescale scale = said.properties().timescale();
            Span utc = scale.ptp() ? Span.ofSeconds((long) scale.utcOffset()) : Span.ZERO;
            Span offset = Span.ofNanos(best.system().nanos() - best.phc().nanos()).plus(utc);
            return new Measurement(best.system(), offset, Span.ofNanos(best.width().nanos() / 2));
        } catch (WorldException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void forget() {
        syncs.forget();
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.close();
            clock = null;
        }
    }
}
