package org.timeball.pps.rtc;

import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.RealTimeClock.UpdateHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `RTC`: the full seconds of a real-time clock as samples.
///
/// A device that is absent, busy or silent is tried again every 5 s. All on the world's thread.
public final class RtcRefclock implements AutoCloseable {
    private static final Span RETRY = Span.ofSeconds(5);
    /// The wait begins so long before the second that is wanted.
    private static final Span EARLY = Span.ofMillis(300);
    private static final long NANOS = 1_000_000_000L;

    private final World world;
    private final SourceId source;
    private final String path;
    private final LongUnaryOperator utc;
    private final Span interval;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private @Nullable RealTimeClock clock;
    private @Nullable Timer timer;
    private boolean closed;

    /// @param path such as `/dev/rtc0`
    /// @param utc makes UTC of what the clock shows, both as POSIX time counts them
    /// @param interval between samples; at least 1 s
    /// @param sink takes external samples and device reports
    public RtcRefclock(World world, SourceId source, String path, LongUnaryOperator utc, Span interval,
            Consumer<Observation> sink) {
        this.world = world;
        this.source = source;
        this.path = path;
        this.utc = utc;
        this.interval = interval.compareTo(Span.ofSeconds(1)) < 0 ? Span.ofSeconds(1) : interval;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
    }

    /// Opens the clock, now or as soon as it is there. Does nothing if it has started.
    public void open() {
        if (clock != null) {
            return;
        }
        try {
            RealTimeClock opened = world.references().openRealTimeClock(path);
            clock = opened;
            opened.awaitUpdate(new Update());
        } catch (WorldException failure) {
            fail(failure);
        }
    }

    private void fail(WorldException failure) {
        if (closed) {
            return;
        }
        closeClock();
        state.report(Condition.FAILING, failure.getMessage() + " (tried again every 5 s)");
        timer = world.timers().after(RETRY, this::open);
    }

    private void await() {
        RealTimeClock open = clock;
        if (open != null) {
            open.awaitUpdate(new Update());
        }
    }

    @Override
    public void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
        closeClock();
    }

    private void closeClock() {
        if (clock != null) {
            clock.close();
            clock = null;
        }
    }

    private final class Update implements UpdateHandler {
        @Override
        public void updated(long second, SystemInstant at) {
            if (closed) {
                return;
            }
            state.working();
            Span offset = at.since(new SystemInstant(Math.multiplyExact(utc.applyAsLong(second), NANOS)));
            sink.accept(new Observation.ExternalSample(source, at, offset, LeapIndicator.NONE));
            timer = world.timers().after(interval.minus(EARLY), RtcRefclock.this::await);
        }

        @Override
        public void failed(WorldException why) {
            fail(why);
        }
    }
}
