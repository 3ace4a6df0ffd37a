package org.timeball.simulator.scenario;

/// What was true and what was claimed at each second of a run. Filled once, in order.
public final class History {
    private final double[] error;
    private final double[] bound;
    private final double[] dispersion;

    /// @param lengthSeconds of the run; both its ends are recorded
    History(int lengthSeconds) {
        error = new double[lengthSeconds + 1];
        bound = new double[lengthSeconds + 1];
        dispersion = new double[lengthSeconds + 1];
    }

    /// @param errorSeconds clock minus true time
    /// @param claim what the box claimed of it
    void record(int second, double errorSeconds, Claim claim) {
        error[second] = errorSeconds;
        bound[second] = claim.boundSeconds();
        dispersion[second] = claim.dispersionSeconds();
    }

    /// Length of the run.
    public int lengthSeconds() {
        return error.length - 1;
    }

    /// Clock minus true time at a second, 0 to the length.
    public double errorAt(int second) {
        return error[second];
    }

    /// The bound of it that the box claimed then; NaN when it did not vouch for its time.
    public double boundAt(int second) {
        return bound[second];
    }

    double rmsError(int from, int to) {
        return rms(error, from, to);
    }

    double largestError(int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(error[i]));
        }
        return largest;
    }

    /// Of the rate error in each second, as a fraction.
    double rmsRate(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double gained = error[i + 1] - error[i];
            sum += gained * gained;
        }
        return Math.sqrt(sum / (to - from));
    }

    /// Of the bound while there was one; NaN if there was none.
    double rmsBound(int from, int to) {
        return rmsOfClaimed(bound, from, to);
    }

    /// Of the bound without half of the root delay, while there was one; NaN if there was none.
    double rmsDispersion(int from, int to) {
        return rmsOfClaimed(dispersion, from, to);
    }

    private static double rmsOfClaimed(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i] * values[i];
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    /// The share of the seconds with a bound in which the error lay inside it; NaN if there were none.
    double containment() {
        return containmentIn(bound);
    }

    /// The same for the bound without half of the root delay.
    double containmentInDispersion() {
        return containmentIn(dispersion);
    }

    private double containmentIn(double[] claimed) {
        int vouched = 0;
        int inside = 0;
        for (int i = 0; i < error.length; i++) {
            if (!Double.isNaN(claimed[i])) {
                vouched++;
                inside += Math.abs(error[i]) <= claimed[i] ? 1 : 0;
            }
        }
        return (double) inside / vouched;
    }

    static double rms(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /// What the box says of its own error.
    ///
    /// @param boundSeconds at most that much; NaN when it does not vouch for its time
    /// @param dispersionSeconds the same without half of the root delay, which stands for what an asymmetric path would
    ///            do; NaN too
    record Claim(double boundSeconds, double dispersionSeconds) {
        static final Claim NONE = new Claim(Double.NaN, Double.NaN);
    }
}
