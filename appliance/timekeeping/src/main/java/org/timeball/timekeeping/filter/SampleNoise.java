package org.timeball.timekeeping.filter;

/// What is known beforehand of one sample's error.
///
/// @param byLaw its variance in units of R, by each law that the bank weighs; not changed once here
/// @param halfWidth half of the span in which the error must lie, seconds; NaN where nothing limits it
record SampleNoise(double[] byLaw, double halfWidth) {
    /// A sample like all others of its source.
    static final SampleNoise ALIKE = new SampleNoise(new double[]{1}, Double.NaN);
}
