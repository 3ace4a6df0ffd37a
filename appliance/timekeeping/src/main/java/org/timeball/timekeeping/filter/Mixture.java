package org.timeball.timekeeping.filter;

/// Collapses weighted beliefs into the one Gaussian of the same mean and covariance.
///
/// Filled once, read once. Means and sums of squares are carried forward part by part, so that nothing cancels
/// (D. H. D. West, "Updating mean and variance estimates", CACM 22, 1979).
final class Mixture {
    private double weight;
    private double offset;
    private double rate;
    private double offsetSquare;
    private double product;
    private double rateSquare;

    void add(double w, Belief part) {
        double dx = part.offset() - offset;
        double dy = part.rate() - rate;
        double between = weight > 0 ? w * weight / (weight + w) : 0;
        weight += w;
        if (weight > 0) {
            offset += w / weight * dx;
            rate += w / weight * dy;
        }
        offsetSquare += w * part.offsetVariance() + between * dx * dx;
        product += w * part.covariance() + between * dx * dy;
        rateSquare += w * part.rateVariance() + between * dy * dy;
    }

    /// The collapsed belief; at least one part must have weight.
    Belief collapsed() {
        return new Belief(offset, rate, offsetSquare / weight, product / weight, rateSquare / weight);
    }
}
