package org.timeball.timekeeping.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The first samples of a source, kept until there are enough to tell which of them are wrong.
///
/// Until then nothing can be called an outlier, and a first sample that is one would take the filter a minute to
/// forget. The line through them is Theil's and Sen's: the median of all slopes, which up to two bad ones in eight do
/// not move.
///
/// @param samples in order
record Opening(List<Sample> samples) {
    private static final int ENOUGH = 8;
    /// A residual beyond so many standard deviations, judged by the median residual, is no noise.
    private static final double WRONG = 10;
    /// Standard deviation of a normal distribution over its median distance from the mean.
    private static final double SIGMA_OF_MEDIAN = 1.4826;

    static final Opening EMPTY = new Opening(List.of());

    /// One sample as it was heard, all in seconds.
    record Sample(double time, double offset, double delay) {
    }

    Opening with(Sample sample) {
        List<Sample> next = new ArrayList<>(samples);
        next.add(sample);
        return new Opening(List.copyOf(next));
    }

    boolean isComplete() {
        return samples.size() >= ENOUGH;
    }

    /// The samples that lie on one line within their noise.
    ///
    /// @param resolution of the readings, seconds
    Opening withoutOutliers(double resolution) {
        double slope = medianSlope();
        double[] residuals = new double[samples.size()];
        Sample origin = samples.getFirst();
        for (int i = 0; i < residuals.length; i++) {
            Sample sample = samples.get(i);
            residuals[i] = sample.offset() - origin.offset() - slope * (sample.time() - origin.time());
        }
        double middle = median(residuals.clone());
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Math.abs(residuals[i] - middle);
        }
        double limit = WRONG * (SIGMA_OF_MEDIAN * median(residuals.clone()) + resolution);
        List<Sample> good = new ArrayList<>();
        for (int i = 0; i < residuals.length; i++) {
            if (residuals[i] <= limit) {
                good.add(samples.get(i));
            }
        }
        return new Opening(List.copyOf(good));
    }

    private double medianSlope() {
        double[] slopes = new double[samples.size() * (samples.size() - 1) / 2];
        int n = 0;
        for (int i = 0; i < samples.size(); i++) {
            for (int j = i + 1; j < samples.size(); j++) {
                Sample a = samples.get(i);
                Sample b = samples.get(j);
                slopes[n++] = (b.offset() - a.offset()) / (b.time() - a.time());
            }
        }
        return median(slopes);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
