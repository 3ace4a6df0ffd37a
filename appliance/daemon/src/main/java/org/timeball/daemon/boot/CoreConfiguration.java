package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.MakeStep;
import org.timeball.daemon.config.SelectOptions;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.world.SystemClock;

/// What a configuration means for the core.
final class CoreConfiguration {
    private CoreConfiguration() {
    }

    /// @param drift what the drift file says
    static CoreSettings of(Configuration configuration, Optional<KnownDrift> drift, SystemClock clock) {
        List<SourceSettings> sources = new ArrayList<>();
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(sources.size());
            sources.add(settings(id, source, configuration.lockOf(id)));
        }
        MakeStep step = configuration.makeStep();
        double threshold = step == null
                ? SteeringSettings.DEFAULT.stepThresholdSeconds()
                : step.threshold().seconds();
        SteeringSettings steering = new SteeringSettings(threshold, step == null ? 0 : step.limit(),
                configuration.maxSlewRatePpm() * 1e-6).withDrift(drift);
        return new CoreSettings(sources, SelectionSettings.DEFAULT, steering,
                ClockSettings.defaults(clock.leapsByItself()), clock.resolution());
    }

    private static SourceSettings settings(SourceId id, SourceConfiguration source, Optional<SourceId> lock) {
        return switch (source) {
            case SourceConfiguration.Gnss gnss -> SourceSettings.refclock(id, gnss.refid().toString(), Kind.LABEL)
                    .withLabelDelay(gnss.labelDelay() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(gnss.labelDelay().seconds()));
            case SourceConfiguration.Sock sock -> lock
                    .map(labels -> SourceSettings.pulses(id, sock.refid().toString(), labels))
                    .orElseGet(() -> SourceSettings.refclock(id, sock.refid().toString(), Kind.SAMPLE))
                    .withOffset(sock.offset().negated().seconds())
                    .withErrors(sock.delay().seconds(), sock.precision().seconds())
                    .withSelection(options(sock.select()));
        };
    }

    private static SelectionOptions options(SelectOptions select) {
        return new SelectionOptions(select.noselect(), select.prefer(), select.trust(), select.require());
    }
}
