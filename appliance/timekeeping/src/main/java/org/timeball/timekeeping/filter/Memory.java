package org.timeball.timekeeping.filter;

/// Over how many samples the filter may average.
///
/// A filter of offset and rate has no window; it weighs the past by how fast the rate is supposed to wander. Its estimate
/// is as good as that of a straight line through N samples, whose end has 4/N of a sample's variance, where the ratio of
/// rate noise to sample noise is 8 / (N^2 dt^1.5). So a limit on N is a limit on the ratios that are considered.
///
/// @param fewest samples, 0 for no limit
/// @param most samples, 0 for no limit
public record Memory(int fewest, int most) {
    public static final Memory FREE = new Memory(0, 0);
    private static final double RATIO_OF_LINE = 8;

    public Memory {
        if (fewest < 0 || most < 0 || most > 0 && fewest > most) {
            throw new IllegalArgumentException(
                    "a memory of " + fewest + " to " + most + " samples; it must be in order");
        }
    }

    /// The least squared ratio that may be considered where samples are so many seconds apart.
    double leastDensity(double spacing) {
        return most == 0 ? 0 : density(most, spacing);
    }

    /// The greatest.
    double mostDensity(double spacing) {
        return fewest == 0 ? Double.POSITIVE_INFINITY : density(fewest, spacing);
    }

    private static double density(double samples, double spacing) {
        double ratio = RATIO_OF_LINE / (samples * samples);
        return ratio * ratio / (spacing * spacing * spacing);
    }

    /// As how many samples of equal weight an estimate counts.
    ///
    /// @param offsetVariance of the estimate at the last sample, s^2
    /// @param sampleVariance s^2
    public static double samplesOf(double offsetVariance, double sampleVariance) {
        return offsetVariance > 0 ? 4 * sampleVariance / offsetVariance : Double.POSITIVE_INFINITY;
    }
}
