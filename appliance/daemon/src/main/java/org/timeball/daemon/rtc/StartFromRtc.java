package org.timeball.daemon.rtc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.RtcConfiguration;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.RealTimeClock.UpdateHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Sets the clock before anything else is known (`-s`): from the real-time clock, less the error that is known of it; where
/// there is none, or it shows a time before the drift file was last written, at least to that time.
public final class StartFromRtc {
    private static final Span PATIENCE = Span.ofSeconds(4);
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final RtcConfiguration configuration;
    private final @Nullable String driftFile;
    private final Stepper stepper;
    private final Runnable then;
    private @Nullable RealTimeClock clock;
    private @Nullable Timer timeout;
    private boolean over;

    /// @param driftFile its age is the least that the time can be; null without
    /// @param stepper moves the clock
    /// @param then what follows, once
    public StartFromRtc(World world, RtcConfiguration configuration, @Nullable String driftFile, Stepper stepper,
            Runnable then) {
        this.world = world;
        this.configuration = configuration;
        this.driftFile = driftFile;
        this.stepper = stepper;
        this.then = then;
    }

    /// Moves the clock.
    @FunctionalInterface
    public interface Stepper {
        /// @param amount positive: forward
        void step(Span amount) throws WorldException;
    }

    public void start() {
        try {
            RealTimeClock opened = world.references().openRealTimeClock(configuration.device());
            clock = opened;
            timeout = world.timers().after(PATIENCE, () -> withoutRtc(configuration.device() + " does not answer"));
            opened.awaitUpdate(new UpdateHandler() {
                @Override
                public void updated(long second, SystemInstant at) {
                    if (!over) {
                        take(RtcZone.of(configuration, world.files()).utc(second), at);
                    }
                }

                @Override
                public void failed(WorldException why) {
                    withoutRtc(why.getMessage());
                }
            });
        } catch (WorldException why) {
            withoutRtc(why.getMessage());
        }
    }

    private void take(long second, SystemInstant at) {
        double fast = Optional.ofNullable(configuration.file())
                .flatMap(path -> new RtcFile(world.files(), path).read()).map(known -> known.fastAt(second))
                .orElse(0.0);
        SystemInstant truth = new SystemInstant(second * SECOND).minus(Span.ofSeconds(fast));
        if (driftWritten().filter(written -> written.isAfter(truth)).isPresent()) {
            Logger.warn("RTC time before last driftfile modification (ignored)");
            restoreFromDriftFile();
        } else {
            Span off = at.since(truth);
            Logger.info("System clock off from RTC by {} seconds (step)", "%.6f".formatted(-off.seconds()));
            step(new Span(-off.nanos()));
        }
        end();
    }

    private void withoutRtc(String why) {
        if (over) {
            return;
        }
        Logger.warn("The clock is not set from the real-time clock: {}", why);
        restoreFromDriftFile();
        end();
    }

    private void restoreFromDriftFile() {
        SystemInstant now = world.clock().now();
        driftWritten().filter(written -> written.isAfter(now)).ifPresent(written -> {
            Logger.info("System time restored from driftfile");
            step(written.since(now));
        });
    }

    private Optional<SystemInstant> driftWritten() {
        try {
            return driftFile == null ? Optional.empty() : world.files().modified(driftFile);
        } catch (WorldException why) {
            Logger.warn("{}", why.getMessage());
            return Optional.empty();
        }
    }

    private void step(Span amount) {
        try {
            stepper.step(amount);
        } catch (WorldException why) {
            Logger.error("{}", why.getMessage());
        }
    }

    private void end() {
        over = true;
        if (timeout != null) {
            timeout.cancel();
        }
        if (clock != null) {
            clock.close();
        }
        then.run();
    }
}
