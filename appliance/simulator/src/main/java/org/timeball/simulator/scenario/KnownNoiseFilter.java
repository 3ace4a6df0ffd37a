package org.timeball.simulator.scenario;

/// The Kalman filter of offset and rate that is told how large the noise is: what no filter that must learn it can beat
/// over many runs. The yardstick of holdover.
final class KnownNoiseFilter {
    /// What it takes the rate for before the first sample.
    private static final double FIRST_RATE_SIGMA = 1e-3;

    private final double noise;
    private final double wander;
    private double offset;
    private double rate;
    private double p11;
    private double p12;
    private double p22 = FIRST_RATE_SIGMA * FIRST_RATE_SIGMA;
    private boolean started;

    /// @param jitterSeconds standard deviation of a sample
    /// @param wander standard deviation of the rate's step each second
    KnownNoiseFilter(double jitterSeconds, double wander) {
        noise = jitterSeconds * jitterSeconds;
        this.wander = wander * wander;
    }

    /// Takes in the next second's sample of the free-running clock's offset.
    void sample(double measured) {
        if (!started) {
            started = true;
            offset = measured;
            p11 = noise;
            return;
        }
        // The rate takes its step as the second begins, so all of that second's drift has it.
        p22 += wander;
        offset += rate;
        p11 += 2 * p12 + p22;
        p12 += p22;
        double s = p11 + noise;
        double innovation = measured - offset;
        double gain = p12 / s;
        offset += p11 / s * innovation;
        rate += gain * innovation;
        p22 -= gain * p12;
        p12 *= noise / s;
        p11 *= noise / s;
    }

    /// The offset expected some seconds after the last sample.
    double offsetAfter(double seconds) {
        return offset + rate * seconds;
    }
}
