package org.timeball.daemon.boot;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.time.Span;

/// `tai`: turns the samples of a reference clock that counts TAI into samples of UTC.
///
/// While TAI minus UTC is not known there is nothing to be made of them; they are dropped, and the source says why.
final class TaiConversion implements Consumer<Observation> {
    private static final String UNKNOWN = "it counts TAI, and TAI minus UTC is not known: name a leap second list"
            + " (leapseclist)";

    private final Supplier<Optional<Span>> taiMinusUtc;
    private final Consumer<Observation> sink;
    private boolean told;

    /// @param taiMinusUtc as it is known now
    /// @param sink takes observations in UTC
    TaiConversion(Supplier<Optional<Span>> taiMinusUtc, Consumer<Observation> sink) {
        this.taiMinusUtc = taiMinusUtc;
        this.sink = sink;
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof Observation.ExternalSample sample) {
            convert(sample);
        } else {
            sink.accept(observation);
        }
    }

    private void convert(Observation.ExternalSample sample) {
        Optional<Span> ahead = taiMinusUtc.get();
        if (told != ahead.isEmpty()) {
            told = ahead.isEmpty();
            sink.accept(new Observation.DeviceReport(sample.source(), sample.at(),
                    told ? Condition.SILENT : Condition.WORKING, told ? UNKNOWN : ""));
        }
        ahead.ifPresent(tai -> sink.accept(new Observation.ExternalSample(sample.source(), sample.at(),
                sample.offset().plus(tai), sample.leap())));
    }
}
