package org.timeball.timekeeping.steering;

import java.util.Optional;
import org.timeball.timekeeping.steering.SteeringSettings.MaxChange;

/// What a correction may still do: it depends on how many there were. Immutable.
///
/// @param stepThresholdSeconds larger offsets are stepped
/// @param stepsLeft in how many more updates; negative for ever
/// @param maxChange larger offsets are not corrected
/// @param unchecked how many more updates may be larger
/// @param ignoresLeft how many more larger ones are passed over; negative for ever
/// @param maxUpdateSkewPpm a rate known no better than that is not used
public record Permissions(double stepThresholdSeconds, int stepsLeft, Optional<MaxChange> maxChange, int unchecked,
        int ignoresLeft, double maxUpdateSkewPpm) {
    public static Permissions of(SteeringSettings settings) {
        return new Permissions(settings.stepThresholdSeconds(), settings.stepLimit(), settings.maxChange(),
                settings.maxChange().map(MaxChange::start).orElse(0),
                settings.maxChange().map(MaxChange::ignore).orElse(0), settings.maxUpdateSkewPpm());
    }

    public Permissions withStepPolicy(double thresholdSeconds, int limit) {
        return new Permissions(thresholdSeconds, limit, maxChange, unchecked, ignoresLeft, maxUpdateSkewPpm);
    }

    public Permissions withMaxUpdateSkew(double ppm) {
        return new Permissions(stepThresholdSeconds, stepsLeft, maxChange, unchecked, ignoresLeft, ppm);
    }

    /// After an update of the clock.
    public Permissions afterUpdate() {
        return new Permissions(stepThresholdSeconds, stepsLeft > 0 ? stepsLeft - 1 : stepsLeft, maxChange,
                Math.max(0, unchecked - 1), ignoresLeft, maxUpdateSkewPpm);
    }

    /// After one that was too large.
    public Permissions afterRefusal() {
        return new Permissions(stepThresholdSeconds, stepsLeft, maxChange, unchecked,
                ignoresLeft > 0 ? ignoresLeft - 1 : ignoresLeft, maxUpdateSkewPpm);
    }

    public boolean allowStep(double offsetSeconds) {
        return stepsLeft != 0 && Math.abs(offsetSeconds) > stepThresholdSeconds;
    }

    public boolean refuse(double offsetSeconds) {
        return unchecked <= 0 && maxChange.filter(most -> Math.abs(offsetSeconds) > most.offsetSeconds()).isPresent();
    }

    /// Whether a refusal ends the daemon.
    public boolean refusalEnds() {
        return ignoresLeft == 0;
    }
}
