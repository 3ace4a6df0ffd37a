package org.timeball.daemon.boot;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.box.NtpOptions;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.RefclockDriver;
import org.timeball.daemon.config.SampleHistory;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.tinylog.Logger;

/// What a receiver's or a reference clock's line means for the core.
final class RefclockSettings {
    /// Of a refclock whose precision is not configured, in seconds.
    private static final double DEFAULT_PRECISION = 1e-9;

    private RefclockSettings() {
    }

    static SourceSettings of(Configuration configuration, SourceId id) {
        return switch (configuration.sources().get(id.number())) {
            case SourceConfiguration.Gnss gnss -> SourceSettings.refclock(id, gnss.refid().toString(), Kind.LABEL)
                    .withLabelDelay(gnss.labelDelay() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(gnss.labelDelay().seconds()));
            case SourceConfiguration.Refclock refclock -> refclock(configuration, id, refclock);
        };
    }

    private static SourceSettings refclock(Configuration configuration, SourceId id,
            SourceConfiguration.Refclock refclock) {
        SampleHistory history = refclock.sampling().history();
        SelectionOptions votes = NtpOptions.votes(refclock.select());
        SourceSettings kind = kind(configuration, id, refclock);
        boolean unusable = isPulse(refclock) && kind.kind() != Kind.PULSE;
        if (unusable) {
            Logger.warn("Source {} is not used: its pulses can be locked to a gnss source only", refclock.refid());
        }
        return kind.withOffset(refclock.offset().negated().seconds())
                .withErrors(refclock.delay().seconds(),
                        refclock.precision() == null ? DEFAULT_PRECISION : refclock.precision().seconds())
                .withStratum(refclock.stratum(), 0)
                .withSamples(orDefault(history.minSamples(), configuration.selection().minSamples()),
                        orDefault(history.maxSamples(), configuration.selection().maxSamples()))
                .withMaxUnreach(history.maxUnreach())
                .withSelection(new SelectionOptions(votes.noselect() || unusable, votes.prefer(), votes.trust(),
                        votes.require()));
    }

    private static int orDefault(@Nullable Integer own, @Nullable Integer common) {
        return own != null ? own : common != null ? common : 0;
    }

    private static SourceSettings kind(Configuration configuration, SourceId id,
            SourceConfiguration.Refclock refclock) {
        Optional<SourceId> lock = configuration.lockOf(id)
                .filter(labels -> configuration.sources().get(labels.number()) instanceof SourceConfiguration.Gnss);
        return lock.map(labels -> SourceSettings.pulses(id, refclock.refid().toString(), labels))
                .orElseGet(() -> SourceSettings.refclock(id, refclock.refid().toString(), Kind.SAMPLE));
    }

    /// Whether only the fraction of the second is known of what it yields.
    static boolean isPulse(SourceConfiguration.Refclock refclock) {
        boolean byDriver = switch (refclock.driver()) {
            case RefclockDriver.Pps _ -> true;
            case RefclockDriver.Phc phc -> phc.pulseInput() != null;
            case RefclockDriver.Shm _,RefclockDriver.Sock _,RefclockDriver.Rtc _,RefclockDriver.Gpsd _ -> false;
        };
        return byDriver || refclock.pulses().pps() || refclock.lock() != null;
    }
}
