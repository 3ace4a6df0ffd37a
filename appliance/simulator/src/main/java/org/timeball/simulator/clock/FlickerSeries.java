package org.timeball.simulator.clock;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/// Flicker noise as a sum of first-order Markov processes whose correlation times lie a factor of 4 apart.
///
/// Such a sum has a spectral density of `s^2 / (ln 4 * f)`, `s` being the deviation of each process. Flicker frequency
/// noise of density `h/f` has the Allan deviation `sqrt(2 ln 2 * h)`, and as ln 4 is 2 ln 2 the two deviations are the
/// same number.
final class FlickerSeries implements DoubleSupplier {
    private static final int PROCESSES = 11;
    private static final double SHORTEST_SECONDS = 0.5;

    private final SplittableRandom random;
    private final double[] level = new double[PROCESSES];
    private final double[] memory = new double[PROCESSES];
    private final double[] fresh = new double[PROCESSES];

    FlickerSeries(double allanDeviation, SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < PROCESSES; i++) {
            memory[i] = Math.exp(-1 / (SHORTEST_SECONDS * Math.pow(4, i)));
            fresh[i] = allanDeviation * Math.sqrt(1 - memory[i] * memory[i]);
            level[i] = allanDeviation * random.nextGaussian();
        }
    }

    @Override
    public double getAsDouble() {
        double sum = 0;
        for (int i = 0; i < PROCESSES; i++) {
            level[i] = memory[i] * level[i] + fresh[i] * random.nextGaussian();
            sum += level[i];
        }
        return sum;
    }
}
