package org.timeball.timekeeping.filter;

/// One oscillator, one source, and what happens to them.
///
/// @param network whether the source is an NTP server; else a refclock, heard every second
/// @param jitter of one refclock sample, or mean one-way delay beyond the least, seconds
/// @param wander standard deviation of the rate's step from second to second
/// @param poll NTP poll interval, exponent of 2 seconds
/// @param length seconds
/// @param rateStep added to the rate at half time
/// @param sine amplitude of a rate wave of 3600 s
/// @param flicker size of the flicker of the rate
/// @param outliers probability that a sample is a lone outlier of 10 to 1000 sigma
/// @param laterJitter factor on the jitter from half time on
/// @param phaseStep added to the source's phase at half time, seconds
/// @param lostAt second from which the source is silent; 0 for never
/// @param perDegree rate gained by a degree of a temperature that goes in waves of 10 degrees and 7200 s
/// @param thermometer whether a thermometer is read once a minute, to a tenth of a degree
record Scenario(boolean network, double jitter, double wander, int poll, int length, double rateStep, double sine,
        double flicker, double outliers, double laterJitter, double phaseStep, int lostAt,
        double perDegree, boolean thermometer) {
    static Scenario refclock(double jitter, double wander) {
        return new Scenario(false, jitter, wander, 0, 10_000, 0, 0, 0, 0, 1, 0, 0, 0, false);
    }

    static Scenario network(double jitter, double wander, int poll) {
        return new Scenario(true, jitter, wander, poll, 20_000, 0, 0, 0, 0, 1, 0, 0, 0, false);
    }

    Scenario lasting(int seconds) {
        return new Scenario(network, jitter, wander, poll, seconds, rateStep, sine, flicker, outliers, laterJitter,
                phaseStep, lostAt, perDegree, thermometer);
    }

    Scenario withRateStep(double step) {
        return new Scenario(network, jitter, wander, poll, length, step, sine, flicker, outliers, laterJitter,
                phaseStep, lostAt, perDegree, thermometer);
    }

    Scenario withSine(double amplitude) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, amplitude, flicker, outliers, laterJitter,
                phaseStep, lostAt, perDegree, thermometer);
    }

    Scenario withFlicker(double size) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, size, outliers, laterJitter,
                phaseStep, lostAt, perDegree, thermometer);
    }

    Scenario withOutliers(double probability) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, flicker, probability, laterJitter,
                phaseStep, lostAt, perDegree, thermometer);
    }

    Scenario withLaterJitter(double factor) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, flicker, outliers, factor, phaseStep,
                lostAt, perDegree, thermometer);
    }

    Scenario withPhaseStep(double seconds) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, flicker, outliers, laterJitter,
                seconds, lostAt, perDegree, thermometer);
    }

    Scenario lostAt(int second) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, flicker, outliers, laterJitter,
                phaseStep, second, perDegree, thermometer);
    }

    Scenario withTemperature(double coefficient, boolean read) {
        return new Scenario(network, jitter, wander, poll, length, rateStep, sine, flicker, outliers, laterJitter,
                phaseStep, lostAt, coefficient, read);
    }

    /// The second at which whatever happens at half time happens.
    int half() {
        return length / 2;
    }
}
