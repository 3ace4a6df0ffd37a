package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ClockConfiguration.MakeStep;
import org.timeball.daemon.config.SelectOptions;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;
import org.tinylog.Logger;

/// What a configuration means for the core.
final class CoreConfiguration {
    /// Of a refclock whose precision is not configured, in seconds.
    private static final double DEFAULT_PRECISION = 1e-9;

    private CoreConfiguration() {
    }

    static CoreSettings of(Configuration configuration, Span clockResolution) {
        List<SourceSettings> sources = new ArrayList<>();
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(sources.size());
            Optional<SourceId> lock = configuration.lockOf(id);
            sources.add(lock.isPresent() && !names(configuration, lock.get())
                    ? unnumbered(id, source)
                    : settings(id, source, lock));
        }
        MakeStep step = configuration.clock().correction().makeStep();
        double threshold = step == null
                ? SteeringSettings.DEFAULT.stepThresholdSeconds()
                : step.threshold().seconds();
        SteeringSettings steering = new SteeringSettings(threshold, step == null ? 0 : step.limit(),
                configuration.clock().correction().maxSlewRatePpm() * 1e-6);
        return new CoreSettings(sources, SelectionSettings.DEFAULT, steering, clockResolution);
    }

    private static SourceSettings settings(SourceId id, SourceConfiguration source, Optional<SourceId> lock) {
        return switch (source) {
            case SourceConfiguration.Gnss gnss -> SourceSettings.refclock(id, gnss.refid().toString(), Kind.LABEL)
                    .withLabelDelay(gnss.labelDelay() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(gnss.labelDelay().seconds()));
            case SourceConfiguration.Refclock refclock -> lock
                    .map(labels -> SourceSettings.pulses(id, refclock.refid().toString(), labels))
                    .orElseGet(() -> SourceSettings.refclock(id, refclock.refid().toString(), Kind.SAMPLE))
                    .withOffset(refclock.offset().negated().seconds())
                    .withErrors(refclock.delay().seconds(),
                            refclock.precision() == null ? DEFAULT_PRECISION : refclock.precision().seconds())
                    .withSelection(options(refclock.select()));
        };
    }

    /// The core numbers pulses by a receiver's labels only.
    private static boolean names(Configuration configuration, SourceId lock) {
        return configuration.sources().get(lock.number()) instanceof SourceConfiguration.Gnss;
    }

    /// Pulses that are locked to something else are watched, and never selected.
    private static SourceSettings unnumbered(SourceId id, SourceConfiguration source) {
        Logger.warn("Source {} is not used: pulses can be locked to a gnss source only", source.refid());
        return SourceSettings.refclock(id, source.refid().toString(), Kind.SAMPLE)
                .withSelection(new SelectionOptions(true, false, false, false));
    }

    private static SelectionOptions options(SelectOptions select) {
        return new SelectionOptions(select.noselect(), select.prefer(), select.trust(), select.require());
    }
}
