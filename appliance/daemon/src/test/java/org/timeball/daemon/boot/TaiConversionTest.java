package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class TaiConversionTest {
    private static final SourceId SOURCE = new SourceId(3);
    private static final SystemInstant AT = new SystemInstant(1_795_000_000_000_000_000L);

    private final List<Observation> seen = new ArrayList<>();
    private Optional<Span> taiMinusUtc = Optional.of(Span.ofSeconds(37));
    private final TaiConversion conversion = new TaiConversion(() -> taiMinusUtc, seen::add);

    private static ExternalSample sample(Span offset) {
        return new ExternalSample(SOURCE, AT, offset, LeapIndicator.NONE);
    }

    @Test
    void aClockOfTaiIsAheadOfUtc() {
        conversion.accept(sample(Span.ofSeconds(-37).plus(Span.ofNanos(5))));
        assertThat(seen).containsExactly(sample(Span.ofNanos(5)));
    }

    @Test
    void nothingIsMadeOfSamplesWhileTheDifferenceIsUnknown() {
        taiMinusUtc = Optional.empty();
        conversion.accept(sample(Span.ofSeconds(-37)));
        conversion.accept(sample(Span.ofSeconds(-37)));
        assertThat(seen).singleElement().isInstanceOfSatisfying(DeviceReport.class,
                report -> assertThat(report.condition()).isEqualTo(Condition.SILENT));
        taiMinusUtc = Optional.of(Span.ofSeconds(37));
        conversion.accept(sample(Span.ofSeconds(-37)));
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isInstanceOfSatisfying(DeviceReport.class,
                report -> assertThat(report.condition()).isEqualTo(Condition.WORKING));
        assertThat(seen.get(2)).isEqualTo(sample(Span.ZERO));
    }

    @Test
    void allElsePassesUnchanged() {
        Observation edge = new Observation.PulseEdge(SOURCE, AT);
        conversion.accept(edge);
        assertThat(seen).containsExactly(edge);
    }
}
