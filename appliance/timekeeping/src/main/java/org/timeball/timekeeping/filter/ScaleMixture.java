package org.timeball.timekeeping.filter;

import java.util.Arrays;
import java.util.function.IntFunction;

/// Weighted normal distributions of one offset, of which one is true.
///
/// @param weights their sum is 1
/// @param shifts mean of each minus the common mean, seconds
/// @param sigmas standard deviation of each, seconds
/// @param sigma standard deviation of them all, seconds
record ScaleMixture(double[] weights, double[] shifts, double[] sigmas, double sigma) {
    /// What has less weight than this cannot matter to any risk that is asked for.
    private static final double NEGLIGIBLE = 1e-8;
    private static final int ITERATIONS = 12;
    private static final double CLOSE = 1e-3;

    static ScaleMixture of(double[] weight, IntFunction<Belief> beliefs) {
        double[] weights = new double[weight.length];
        double[] shifts = new double[weight.length];
        double[] sigmas = new double[weight.length];
        Mixture mixture = new Mixture();
        int count = 0;
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > NEGLIGIBLE) {
                Belief belief = beliefs.apply(i);
                mixture.add(weight[i], belief);
                weights[count] = weight[i];
                shifts[count] = belief.offset();
                sigmas[count++] = Math.sqrt(belief.offsetVariance());
            }
        }
        Belief all = mixture.collapsed();
        for (int i = 0; i < count; i++) {
            shifts[i] -= all.offset();
        }
        return new ScaleMixture(Arrays.copyOf(weights, count), shifts, sigmas, Math.sqrt(all.offsetVariance()));
    }

    /// The distance from the common mean outside of which the offset is with a probability of `risk`, in [#sigma].
    ///
    /// The logarithm of the risk is nearly a straight line in the square of the distance, so that secants find it soon.
    double sigmasFor(double risk) {
        double goal = Math.log(risk);
        double near = 2.5;
        double logNear = logRisk(near);
        double far = 4.5;
        double logFar = logRisk(far);
        for (int i = 0; i < ITERATIONS && Math.abs(logFar - goal) > CLOSE; i++) {
            double square = far * far + (goal - logFar) * (far * far - near * near) / (logFar - logNear);
            near = far;
            logNear = logFar;
            far = Math.sqrt(Math.max(square, 1));
            logFar = logRisk(far);
        }
        return far;
    }

    /// The logarithm of the probability of more than so many [#sigma] from the common mean.
    private double logRisk(double distance) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (tail(distance * sigma - shifts[i], sigmas[i])
                    + tail(distance * sigma + shifts[i], sigmas[i]));
        }
        return Math.log(sum);
    }

    private static double tail(double distance, double sigma) {
        double z = distance / sigma;
        return z >= 0 ? NormalDistribution.tail(z) : 1 - NormalDistribution.tail(-z);
    }
}
