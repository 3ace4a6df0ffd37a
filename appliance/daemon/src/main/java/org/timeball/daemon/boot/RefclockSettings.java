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
            case SourceConfiguration.Ptp ptp -> SourceSettings.refclock(id, ptp.refid().toString(), Kind.SAMPLE);
            case SourceConfiguration.Refclock refclock -> refclock(configuration, id, refclock);
        };
    }

    private static SourceSettings refclock(Configuration configuration, SourceId id,
            SourceConfiguration.Refclock refclock) {
        SampleHistory history = refclock.sampling().history();
        SelectionOptions votes = NtpOptions.votes(refclock.select());
        SourceSettings kind = kind(configuration, id, refclock);
        return kind.withOffset(refclock.offset().negated().seconds())
                .withErrors(refclock.delay().seconds(),
                        refclock.precision() == null ? DEFAULT_PRECISION : refclock.precision().seconds())
                .withStratum(refclock.stratum(), 0)
                .withSamples(orDefault(history.minSamples(), configuration.selection().minSamples()),
                        orDefault(history.maxSamples(), configuration.selection().maxSamples()))
                .withMaxUnreach(history.maxUnreach())
                .withSelection(votes);
    }

    private static int orDefault(@Nullable Integer own, @Nullable Integer common) {
        return own != null ? own : common != null ? common : 0;
    }

    private static SourceSettings kind(Configuration configuration, SourceId id,
            SourceConfiguration.Refclock refclock) {
        String refid = refclock.refid().toString();
        if (!isPulse(refclock)) {
            return SourceSettings.refclock(id, refid, Kind.SAMPLE);
        }
        return numbering(configuration, id).map(labels -> SourceSettings.pulses(id, refid, labels))
                .orElseGet(() -> SourceSettings.pulses(id, refid));
    }

    /// Who numbers the pulses of a source in the end, where one is locked to another that is locked itself.
    private static Optional<SourceId> numbering(Configuration configuration, SourceId pulses) {
        return configuration.lockOf(pulses).flatMap(lock -> numbering(configuration, lock)
                .or(() -> standsAlone(configuration, lock) ? Optional.of(lock) : Optional.empty()));
    }

    private static boolean standsAlone(Configuration configuration, SourceId id) {
        return switch (configuration.sources().get(id.number())) {
            case SourceConfiguration.Gnss _,SourceConfiguration.Ptp _ -> true;
            case SourceConfiguration.Refclock refclock -> !isPulse(refclock);
        };
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
