package org.timeball.timekeeping.steering;

/// How the clock may be corrected.
///
/// @param stepThresholdSeconds an offset above it is stepped, not slewed, while the limit allows; default 0.1
/// @param stepLimit in how many clock updates since the start stepping is allowed; 0 never (the default), negative
///            always
/// @param maxSlewRate largest rate used to slew an offset away, as a fraction; default 0.083333 (83,333 ppm)
public record SteeringSettings(double stepThresholdSeconds, int stepLimit, double maxSlewRate) {
    public static final SteeringSettings DEFAULT = new SteeringSettings(0.1, 0, 83_333e-6);

    public SteeringSettings {
        if (!(stepThresholdSeconds >= 0)) {
            throw new IllegalArgumentException("step threshold is " + stepThresholdSeconds + " s; it must be >= 0");
        }
        if (!(maxSlewRate > 0 && maxSlewRate <= 0.1)) {
            throw new IllegalArgumentException("slew rate is " + maxSlewRate + "; it must be above 0 and at most 0.1");
        }
    }
}
