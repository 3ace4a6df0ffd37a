package org.timeball.daemon.rtc;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.config.RtcConfiguration;
import org.timeball.daemon.logs.LogEntry;
import org.timeball.daemon.rtc.RtcFit.Line;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.RealTimeClock.UpdateHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Measures the real-time clock while the time is known, sets it when it is asked to or off by too much, and keeps what it
/// has learned (`rtcfile`).
///
/// It is compared often at first, then seldom: after each eighth comparison the interval doubles, up to 17 minutes. While
/// nobody vouches for the system clock nothing is measured. A clock that cannot be read is tried again every minute, and
/// told once. On the world's thread.
public final class RtcKeeper implements AutoCloseable {
    private static final int FIRST_INTERVAL_LOG2 = 4;
    private static final int LONGEST_INTERVAL_LOG2 = 10;
    private static final int SAMPLES_AN_INTERVAL = 8;
    private static final Span WAIT_FOR_TIME = Span.ofSeconds(1);
    private static final Span RETRY = Span.ofSeconds(60);
    private static final Span WRITE_INTERVAL = Span.ofSeconds(3600);
    private static final long SECOND = 1_000_000_000L;
    /// Most hardware begins the second that it is set to half a second before.
    private static final long HALF = SECOND / 2;

    private final World world;
    private final RtcConfiguration configuration;
    private final BooleanSupplier timeIsKnown;
    private final Consumer<LogEntry> log;
    private final RtcFile file;
    private final RtcZone zone;
    private final RtcFit fit = new RtcFit();
    private @Nullable RealTimeClock clock;
    private @Nullable Timer timer;
    private @Nullable Timer trimming;
    private @Nullable Timer writing;
    private Span interval = Span.ZERO;
    private int measured;
    private boolean troubleTold;
    private boolean closed;
    /// Whether this hardware begins the second that it is set to at once.
    private boolean startsAtOnce;
    private boolean justTrimmed;
    private boolean awaiting;
    /// Whether it was set while its next second is awaited, of which nothing is to be learned then.
    private boolean outdated;

    /// @param configuration with a file
    /// @param timeIsKnown whether somebody vouches for the system clock now
    /// @param log takes the readings
    public RtcKeeper(World world, RtcConfiguration configuration, BooleanSupplier timeIsKnown, Consumer<LogEntry> log) {
        this.world = world;
        this.configuration = configuration;
        this.timeIsKnown = timeIsKnown;
        this.log = log;
        String path = configuration.file();
        if (path == null) {
            throw new IllegalArgumentException("a real-time clock that is kept needs a file");
        }
        file = new RtcFile(world.files(), path);
        zone = RtcZone.of(configuration, world.files());
    }

    public void start() {
        writing = world.timers().after(WRITE_INTERVAL, this::writeNowAndThen);
        measure();
    }

    private void measure() {
        if (!timeIsKnown.getAsBoolean()) {
            timer = world.timers().after(WAIT_FOR_TIME, this::measure);
            return;
        }
        try {
            RealTimeClock open = clock;
            if (open == null) {
                open = world.references().openRealTimeClock(configuration.device());
                clock = open;
            }
            awaiting = true;
            open.awaitUpdate(new Update());
        } catch (WorldException why) {
            trouble(why);
        }
    }

    private void trouble(WorldException why) {
        if (closed) {
            return;
        }
        if (!troubleTold) {
            troubleTold = true;
            Logger.warn("The real-time clock is not watched: {} (tried again every minute)", why.getMessage());
        }
        awaiting = false;
        outdated = false;
        closeClock();
        timer = world.timers().after(RETRY, this::measure);
    }

    private void take(long shown, SystemInstant at) {
        long second = zone.utc(shown);
        double fast = new SystemInstant(second * SECOND).since(at).seconds();
        fit.add(second, fast);
        measured++;
        Optional<Line> line = fit.line();
        log.accept(new LogEntry.Rtc(at, fast, line.isPresent(), line.map(l -> l.fastAt(second)).orElse(0.0),
                line.map(l -> l.gain() * 1e6).orElse(0.0), line.map(Line::samples).orElse(0),
                line.map(Line::runs).orElse(0), (int) interval.seconds()));
        if (justTrimmed) {
            justTrimmed = false;
            if (Math.abs(Math.abs(fast) - 0.5) < 0.2) {
                startsAtOnce = !startsAtOnce;
                trim();
            }
        } else if (configuration.autoTrimSeconds() > 0 && line.isPresent()
                && Math.abs(line.get().fastSeconds()) > configuration.autoTrimSeconds()) {
            trim();
        }
        int doublings = Math.min(measured / SAMPLES_AN_INTERVAL, LONGEST_INTERVAL_LOG2 - FIRST_INTERVAL_LOG2);
        interval = Span.ofSeconds(1L << FIRST_INTERVAL_LOG2 + doublings);
        timer = world.timers().after(interval, this::measure);
    }

    /// Tells that the system clock was moved.
    ///
    /// @param stepped what was added to its reading
    public void systemStepped(Span stepped) {
        fit.stepped(stepped.seconds());
    }

    /// Sets it to the system clock's time, at the moment from which its second will run.
    public Status trim() {
        RealTimeClock open = clock;
        if (open == null || !timeIsKnown.getAsBoolean()) {
            return Status.NO_RTC;
        }
        long now = world.clock().now().nanos();
        long wanted = startsAtOnce ? 0 : HALF;
        long wait = Math.floorMod(wanted - Math.floorMod(now, SECOND), SECOND);
        if (trimming != null) {
            trimming.cancel();
        }
        trimming = world.timers().after(new Span(wait), this::set);
        return Status.SUCCESS;
    }

    private void set() {
        RealTimeClock open = clock;
        if (open == null) {
            return;
        }
        try {
            open.set(zone.shown(world.clock().now().epochSecond()));
            Logger.info("Real-time clock set to the system clock");
            fit.clear();
            measured = 0;
            justTrimmed = true;
            if (awaiting) {
                outdated = true;
            } else {
                measureSoon();
            }
        } catch (WorldException why) {
            Logger.error("{}", why.getMessage());
        }
    }

    private void measureSoon() {
        if (timer != null) {
            timer.cancel();
        }
        timer = world.timers().after(Span.ofSeconds(2), this::measure);
    }

    /// Where it stands now; empty before the second comparison.
    public Optional<RtcReport> report() {
        return fit.line().map(line -> {
            double shown = world.clock().now().nanos() / (double) SECOND + line.fastSeconds();
            return new RtcReport(new SystemInstant(line.reference() * SECOND), line.samples(), line.runs(),
                    line.spanSeconds(), line.fastAt(Math.round(shown)), line.gain() * 1e6);
        });
    }

    /// Writes what is known of it to its file, where that is something.
    public Status write() {
        Optional<RtcFile.Known> known = fit.line()
                .map(line -> new RtcFile.Known(line.reference(), line.fastSeconds(), line.gain() * 1e6))
                .filter(RtcFile.Known::isPossible);
        if (known.isEmpty()) {
            return Status.SUCCESS;
        }
        try {
            file.write(known.get());
            return Status.SUCCESS;
        } catch (WorldException why) {
            Logger.error("{}", why.getMessage());
            return Status.BAD_RTC_FILE;
        }
    }

    private void writeNowAndThen() {
        write();
        writing = world.timers().after(WRITE_INTERVAL, this::writeNowAndThen);
    }

    @Override
    public void close() {
        closed = true;
        write();
        for (Timer pending : new Timer[]{timer, trimming, writing}) {
            if (pending != null) {
                pending.cancel();
            }
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
            boolean old = outdated;
            awaiting = false;
            outdated = false;
            if (closed) {
                return;
            }
            if (old) {
                measureSoon();
            } else if (timeIsKnown.getAsBoolean()) {
                troubleTold = false;
                take(second, at);
            } else {
                timer = world.timers().after(WAIT_FOR_TIME, RtcKeeper.this::measure);
            }
        }

        @Override
        public void failed(WorldException why) {
            trouble(why);
        }
    }
}
