package org.timeball.ntp.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Makes one measurement of those of several polls: the mean of the middle third of their offsets.
///
/// Offsets are compared after the clock's own gain on the source has been taken out, so that a trend is not noise.
final class MedianFilter {
    private final int polls;
    private final List<Sample> collected = new ArrayList<>();
    private int seen;

    /// @param polls that make one measurement, 1 or more
    MedianFilter(int polls) {
        this.polls = polls;
    }

    /// A poll gave a measurement.
    ///
    /// @param gain how much our clock gains on the source, s/s
    /// @return the measurement that all together make, if this was the last of them
    Optional<Sample> add(Sample sample, double gain) {
        collected.add(sample);
        return polled(gain);
    }

    /// A poll gave none.
    Optional<Sample> missed(double gain) {
        return polled(gain);
    }

    void clear() {
        collected.clear();
        seen = 0;
    }

    private Optional<Sample> polled(double gain) {
        if (++seen < polls) {
            return Optional.empty();
        }
        Optional<Sample> result = collected.isEmpty() ? Optional.empty() : Optional.of(combine(gain));
        clear();
        return result;
    }

    private Sample combine(double gain) {
        if (collected.size() == 1) {
            return collected.getFirst();
        }
        Sample last = collected.getLast();
        List<Sample> sorted = new ArrayList<>(collected);
        sorted.sort(Comparator.comparingDouble(sample -> levelled(sample, last, gain)));
        int drop = sorted.size() / 3;
        List<Sample> middle = sorted.subList(drop, sorted.size() - drop);
        double ago = 0;
        double offset = 0;
        double spread = 0;
        double dispersion = 0;
        for (Sample sample : middle) {
            ago += sample.at().since(last.at()).seconds() / middle.size();
            offset += levelled(sample, last, gain) / middle.size();
            dispersion = Math.max(dispersion, sample.dispersionSeconds());
        }
        for (Sample sample : middle) {
            double deviation = levelled(sample, last, gain) - offset;
            spread += deviation * deviation / middle.size();
        }
        SystemInstant at = last.at().plus(Span.ofSeconds(ago));
        double delay = middle.stream().mapToDouble(Sample::delaySeconds).average().orElseThrow();
        double open = middle.stream().mapToDouble(Sample::openDelaySeconds).average().orElseThrow();
        return new Sample(at, last.offset().plus(Span.ofSeconds(offset + gain * ago)), delay, open,
                dispersion + Math.sqrt(spread / middle.size()), last.rootDelaySeconds(), last.rootDispersionSeconds(),
                last.stratum(), last.referenceId(), last.leap());
    }

    /// Offset beyond the last sample's, seconds, as it would be at the last sample's time.
    private static double levelled(Sample sample, Sample last, double gain) {
        return sample.offset().minus(last.offset()).seconds() - gain * sample.at().since(last.at()).seconds();
    }
}
