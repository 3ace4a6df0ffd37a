package org.timeball.simulator.scenario;

import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.time.Frequency;

/// What is wrong with a scenario's clock.
///
/// @param startSeconds its offset at the start; positive is ahead
/// @param ratePpm constant rate error
/// @param wander standard deviation of the rate's random step from second to second, as a fraction
/// @param flicker Allan deviation of flicker frequency noise
/// @param waveAmplitude of a sine in the rate, as a fraction
/// @param wavePeriodSeconds of that sine
/// @param rateStep what the rate jumps by, as a fraction
/// @param rateStepSecond when it does
public record ClockNoise(double startSeconds, double ratePpm, double wander, double flicker, double waveAmplitude,
        int wavePeriodSeconds, double rateStep, int rateStepSecond) {
    /// Two noises of one seed must not be the same.
    private static final long FLICKER_STREAM = 0x464c49434b4552L;

    Oscillator oscillator(long seed) {
        Oscillator sum = Oscillator.wandering(Frequency.ofPpm(ratePpm), wander, seed);
        if (flicker > 0) {
            sum = sum.plus(Oscillator.flicker(flicker, seed ^ FLICKER_STREAM));
        }
        if (waveAmplitude > 0) {
            sum = sum.plus(Oscillator.sine(new Frequency(waveAmplitude), wavePeriodSeconds));
        }
        return rateStep == 0 ? sum : sum.plus(Oscillator.step(rateStepSecond, new Frequency(rateStep)));
    }

    /// The part of the rate error that swings, in a second; a fraction.
    double swingDuring(int second) {
        return waveAmplitude == 0
                ? 0
                : Oscillator.sine(new Frequency(waveAmplitude), wavePeriodSeconds).rateErrorDuring(second);
    }

    /// Whether a Kalman filter of offset and rate could know all about it.
    boolean isRandomWalk() {
        return wander > 0 && flicker == 0 && waveAmplitude == 0 && rateStep == 0;
    }
}
