package org.timeball.simulator.scenario;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Hands over a refclock's sample as each second begins.
final class RefclockListener implements Listener {
    private final SimulatedBox box;
    private final IntToDoubleFunction noise;

    /// @param noise error of each second's sample, asked for in order
    RefclockListener(SimulatedBox box, IntToDoubleFunction noise) {
        this.box = box;
        this.noise = noise;
    }

    /// The noise that a refclock is said to have.
    static IntToDoubleFunction noise(Feed.Refclock refclock, SplittableRandom random) {
        return second -> {
            double sigma = refclock.jitterSeconds();
            double noise = sigma * random.nextGaussian();
            if (second >= refclock.changedSecond()) {
                noise *= refclock.changedFactor();
            }
            if (refclock.outlierProbability() > 0 && random.nextDouble() < refclock.outlierProbability()) {
                double sigmas = Math.pow(10, 1 + 2 * random.nextDouble());
                noise += random.nextBoolean() ? sigma * sigmas : -sigma * sigmas;
            }
            return noise;
        };
    }

    @Override
    public void second(int second, long trueNanos) {
        SystemInstant now = box.now();
        Span measured = now.since(new SystemInstant(trueNanos)).plus(Span.ofSeconds(noise.applyAsDouble(second)));
        box.observe(new Observation.ExternalSample(SimulatedBox.SOURCE, now, measured, LeapIndicator.NONE));
    }
}
