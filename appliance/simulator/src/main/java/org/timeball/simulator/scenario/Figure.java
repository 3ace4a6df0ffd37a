package org.timeball.simulator.scenario;

import java.util.Arrays;
import java.util.Optional;

/// One number that a run yields. "Settled" means the last three quarters of the run; errors are clock minus true time at
/// whole seconds of it.
public enum Figure {
    /// Root mean square of the settled error.
    RMS_TIME_ERROR("rms_time_error_s"),
    /// Largest settled error.
    MAX_TIME_ERROR("max_time_error_s"),
    /// Root mean square of the settled rate error, slews included; a fraction.
    RMS_FREQUENCY_ERROR("rms_freq_error"),
    /// Largest error in the 2000 s after a rate step.
    PEAK("peak_s"),
    /// Seconds from a rate step until the error is again what it was before.
    RECOVERY("recovery_s"),
    /// Share of the seconds in which the error lay inside the claimed bound, of all in which the box vouched for its
    /// time.
    CONTAINMENT("containment"),
    /// The same for the bound without half of the root delay.
    CONTAINMENT_IN_DISPERSION("containment_in_dispersion"),
    /// Root mean square of the settled claimed bound without half of the root delay: that half stands for an asymmetry
    /// that no client can see and no path here has.
    CLAIMED_BOUND("claimed_bound_rms_s"),
    /// The same with it.
    ROOT_DISTANCE("root_distance_rms_s"),
    /// Root mean square of the claimed bound without half of the root delay, over the error's.
    BOUND_RATIO("bound_to_error"),
    /// The first second at which the box vouched for its time and the error was no more than three times its settled
    /// root mean square.
    TIME_TO_SYNC("time_to_sync_s"),
    /// The error so long after the source was lost.
    HOLDOVER_60("holdover_error_60_s"), HOLDOVER_600("holdover_error_600_s"), HOLDOVER_1800(
            "holdover_error_1800_s"), HOLDOVER_3600("holdover_error_3600_s"),
    /// The claimed bound an hour after the source was lost.
    HOLDOVER_BOUND("holdover_bound_3600_s"),
    /// The error an hour after the source was lost had the clock been foretold by a Kalman filter that is told the
    /// noise: the least that anybody can reach.
    HOLDOVER_KNOWN_NOISE("holdover_known_noise_error_3600_s"),
    /// The error an hour after the source was lost in the same run without the thermometer.
    HOLDOVER_UNFELT("holdover_without_thermometer_error_3600_s");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    /// Its name in scenarios and in JSON, which ends in the unit.
    public String key() {
        return key;
    }

    static Optional<Figure> of(String key) {
        return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
    }
}
