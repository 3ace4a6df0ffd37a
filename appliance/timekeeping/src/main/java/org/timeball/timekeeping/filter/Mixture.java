package org.timeball.timekeeping.filter;

/// Collapses weighted beliefs into the one Gaussian of the same mean and covariance.
///
/// Filled once, read once. The means are summed as differences from the first part, so that a large common offset costs
/// no digits.
final class Mixture {
    private final Belief origin;
    private double weight;
    private double offset;
    private double rate;
    private double offsetSquare;
    private double product;
    private double rateSquare;

    Mixture(Belief origin) {
        this.origin = origin;
    }

    void add(double w, Belief part) {
        double dx = part.offset() - origin.offset();
        double dy = part.rate() - origin.rate();
        weight += w;
        offset += w * dx;
        rate += w * dy;
        offsetSquare += w * (part.offsetVariance() + dx * dx);
        product += w * (part.covariance() + dx * dy);
        rateSquare += w * (part.rateVariance() + dy * dy);
    }

    Belief collapsed() {
        double dx = offset / weight;
        double dy = rate / weight;
        return new Belief(origin.offset() + dx, origin.rate() + dy, Math.max(0, offsetSquare / weight - dx * dx),
                product / weight - dx * dy, Math.max(0, rateSquare / weight - dy * dy));
    }
}
