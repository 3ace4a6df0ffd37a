package org.timeball.timekeeping.filter;

/// How the noise of an NTP sample depends on its round-trip delay.
///
/// A packet may wait on its way out or on its way back; nobody knows which. Given the delay D and the least possible
/// one, the offset's error lies anywhere within half of the difference to either side: uniformly, when the two waits
/// are independent and exponential. Its variance is then that difference squared over 12. The least delay is taken from
/// the last 256 samples, so that a path that became longer is believed some day.
///
/// Which law a path follows is not known beforehand, so three are offered to the [ModelBank]: the one above, one that
/// ignores the delay, and one between them. Each is normed to a mean variance of 1 over exponential waits.
final class DelayModel {
    private static final int REMEMBERED = 256;
    /// Samples before the delays are good for anything.
    private static final int FEWEST = 4;
    /// The least delay heard is not the least possible one. Of n exchanges with exponential waits it lies
    /// 0.63/sqrt(n) mean waits above it on average; twice that is allowed for.
    private static final double SHORTFALL = 1.25;
    /// The share of the variance that the third law holds to be independent of the delay.
    private static final double CONSTANT_PART = 0.3;
    /// The mean wait is never taken to be less than the timestamps can resolve.
    private static final double LEAST_WAIT = 1e-9;

    static final DelayModel FRESH = new DelayModel(new double[REMEMBERED], 0);

    private final double[] delays;
    private final long count;

    private DelayModel(double[] delays, long count) {
        this.delays = delays;
        this.count = count;
    }

    DelayModel with(double delay) {
        double[] next = delays.clone();
        next[(int) (count % REMEMBERED)] = delay;
        return new DelayModel(next, count + 1);
    }

    /// What is known of the last sample's error.
    SampleNoise noise() {
        if (count < FEWEST) {
            return new SampleNoise(new double[]{1, 1, 1}, Double.NaN);
        }
        double wait = meanWait();
        double excess = excess() + SHORTFALL / Math.sqrt(Math.min(count, REMEMBERED)) * wait;
        // The mean square of the sum of two exponential waits is 1.5 times the square of its mean.
        double byDelay = excess * excess / (1.5 * wait * wait);
        return new SampleNoise(new double[]{byDelay, 1, CONSTANT_PART + (1 - CONSTANT_PART) * byDelay}, excess / 2);
    }

    private double excess() {
        return delays[(int) ((count - 1) % REMEMBERED)] - least();
    }

    private double least() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
            least = Math.min(least, delays[i]);
        }
        return least;
    }

    /// Mean time that both packets of an exchange wait, seconds.
    private double meanWait() {
        double sum = 0;
        int n = (int) Math.min(count, REMEMBERED);
        for (int i = 0; i < n; i++) {
            sum += delays[i];
        }
        return Math.max(LEAST_WAIT, sum / n - least());
    }
}
