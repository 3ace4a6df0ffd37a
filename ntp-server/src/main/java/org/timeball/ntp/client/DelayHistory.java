package org.timeball.ntp.client;

import java.util.Arrays;
import org.timeball.ntp.client.NtpSourceOptions.Delays;
import org.timeball.timekeeping.time.SystemInstant;

/// The delays of late of one source, and the tests that a new one has to pass.
final class DelayHistory {
    /// Accepted measurements whose least delay counts.
    private static final int KEPT = 64;
    /// Measurements that a quantile is taken of, accepted or not.
    private static final int KEPT_FOR_QUANTILE = 512;
    /// Before that many a quantile says nothing.
    private static final int LEAST_FOR_QUANTILE = 8;

    /// So many samples lie on a line whatever their scatter.
    private static final int LINE = 2;
    /// A scatter known from n more samples may be larger by some exp(8/n), as Student's distribution has it.
    private static final double INEXPERIENCE = 8;

    private final double[] accepted = new double[KEPT];
    private final double[] all = new double[KEPT_FOR_QUANTILE];
    private long acceptedCount;
    private long allCount;

    /// Notes a measurement, before it is tested.
    void seen(double delaySeconds) {
        all[(int) (allCount++ % KEPT_FOR_QUANTILE)] = delaySeconds;
    }

    void accepted(double delaySeconds) {
        accepted[(int) (acceptedCount++ % KEPT)] = delaySeconds;
    }

    boolean isEmpty() {
        return acceptedCount == 0;
    }

    void clear() {
        acceptedCount = 0;
        allCount = 0;
    }

    /// The least delay: the one set, or the least measured; `otherwise` before there is one.
    double leastSeconds(Delays limits, double otherwise) {
        if (limits.min() > 0) {
            return limits.min();
        }
        int count = (int) Math.min(acceptedCount, KEPT);
        return count == 0 ? otherwise : Arrays.stream(accepted, 0, count).min().getAsDouble();
    }

    /// Test B.
    boolean passesRatio(Delays limits, double delaySeconds) {
        return limits.maxRatio() == 0 || isEmpty() && limits.min() == 0
                || delaySeconds <= limits.maxRatio() * leastSeconds(limits, delaySeconds);
    }

    /// Test C where a quantile is set.
    boolean passesQuantile(double quantile, double delaySeconds) {
        int count = (int) Math.min(allCount, KEPT_FOR_QUANTILE);
        if (count < LEAST_FOR_QUANTILE) {
            return true;
        }
        double[] sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        return delaySeconds <= sorted[Math.clamp((int) Math.ceil(quantile * count) - 1L, 0, count - 1)];
    }

    /// Test C where none is set: the delay must not have grown by more than the scatter of the measurements explains,
    /// unless the offset has moved so much more that the delay cannot be the cause.
    ///
    /// @param offsetSeconds our clock minus the source
    /// @param belief what the core expects of the source
    /// @param when the reading that `offsetSeconds` belongs to
    /// @param dispersionSeconds what the readings of the clocks may be off: no scatter is smaller
    boolean passesDeviation(Delays limits, double delaySeconds, double offsetSeconds, SourceFeedback.Belief belief,
            SystemInstant when, double dispersionSeconds) {
        if (limits.maxDeviationRatio() == 0 || isEmpty() && limits.min() == 0 || belief.samples() <= LINE) {
            return true;
        }
        double ago = Math.abs(when.since(belief.at()).seconds());
        double grown = (delaySeconds - leastSeconds(limits, delaySeconds)) / 2;
        double doubt = Math.exp(INEXPERIENCE / (belief.samples() - LINE));
        double explained = doubt * (belief.jitterSeconds() * limits.maxDeviationRatio() + belief.skew() * ago)
                + dispersionSeconds;
        if (grown <= explained) {
            return true;
        }
        return Math.abs(offsetSeconds - belief.offsetAt(when)) - grown > explained;
    }
}
