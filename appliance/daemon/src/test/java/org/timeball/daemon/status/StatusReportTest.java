package org.timeball.daemon.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.Span;

class StatusReportTest {
    private static BoxReading at(BoxReading reading, Span later) {
        return new BoxReading(reading.timing().at().plus(later), reading.timing(), reading.receiver(),
                reading.server(), reading.trueErrorSeconds(), reading.uptimeSeconds(), reading.fault(),
                reading.firstStratumOneSeconds());
    }

    @Test
    void aLockedBoxSaysToWhatAndHowGood() {
        StatusReport report = StatusReport.of(Readings.locked());
        assertThat(report.state()).isEqualTo(StatusReport.State.LOCKED);
        // 350 ns and half the root delay of 2 ns, grown by 10 ns/s for 0.4 s: 355 ns, told rounded up.
        assertThat(report.headline()).isEqualTo("Locked to PPS, stratum 1, good to 360 ns");
        assertThat(report.boundSeconds()).isCloseTo(355e-9, within(1e-15));
        assertThat(report.words()).isEqualTo(new CauseWords("", "", ""));
    }

    @Test
    void aBoxInHoldoverSaysHowLongAndHowGood() {
        StatusReport report = StatusReport.of(Readings.holdover());
        assertThat(report.headline()).isEqualTo("Holdover for 27 s, stratum 1, good to 3 us");
        assertThat(report.words().sentence()).isEqualTo("No pulse has come for 31 s.");
    }

    @Test
    void aBoxThatAcquiresSaysWhatItWaitsFor() {
        StatusReport report = StatusReport.of(Readings.acquiring());
        assertThat(report.headline()).isEqualTo("Acquiring: no fix");
        assertThat(report.stratum()).isEqualTo(16);
        assertThat(report.boundSeconds()).isInfinite();
    }

    @Test
    void aWarningDoesNotSpoilALock() {
        StatusReport report = StatusReport.of(Readings.of(Readings.timing(Lock.LOCKED, 3,
                new Reason(Cause.DATE_REPAIRED, 1024), 1e-6, Readings.pulse(Verdict.SELECTED, Reason.NONE))));
        assertThat(report.headline()).isEqualTo("Locked to PPS, stratum 1, good to 1.1 us");
        assertThat(report.words().brief()).isEqualTo("date repaired");
    }

    @Test
    void aBoxWhoseHoldoverIsExhaustedIsNotTrusted() {
        TimingSnapshot before = Readings.holdover().timing();
        TimingSnapshot exhausted = new TimingSnapshot(before.at(), Lock.EXHAUSTED, before.since(),
                new Reason(Cause.HOLDOVER_EXHAUSTED, 1.01e-3), before.leap(), 16, 0, before.referenceTime(), Span.ZERO,
                1.01e-3, 0, Span.ZERO, 0, 0, 0, 0, before.sources());
        StatusReport report = StatusReport.of(Readings.of(exhausted));
        assertThat(report.headline()).isEqualTo("Not trusted: holdover exhausted");
        assertThat(report.state().text()).isEqualTo("not trusted");
    }

    @Test
    void aSnapshotPastItsDateIsNotBelieved() {
        // goodFor is 10 s in this reading.
        assertThat(StatusReport.of(at(Readings.locked(), Span.ofSeconds(10))).state())
                .isEqualTo(StatusReport.State.LOCKED);
        StatusReport stale = StatusReport.of(at(Readings.locked(), Span.ofMillis(10_001)));
        assertThat(stale.headline()).isEqualTo("Not trusted: timekeeper silent");
        assertThat(stale.words().sentence()).isEqualTo("The timekeeper itself has said nothing for 10 s.");
        assertThat(stale.stratum()).isEqualTo(16);
    }

    @Test
    void aReadingAMomentOlderThanItsSnapshotIsNoReasonForDistrust() {
        assertThat(StatusReport.of(at(Readings.locked(), Span.ofMillis(-1))).state())
                .isEqualTo(StatusReport.State.LOCKED);
    }

    @Test
    void withoutASelectedSourceTheReferenceIdentifierNamesTheReference() {
        StatusReport report = StatusReport.of(Readings.of(Readings.timing(Lock.LOCKED, 3, Reason.NONE, 1e-6)));
        assertThat(report.headline()).startsWith("Locked to PPS,");
    }

    @ParameterizedTest
    @CsvSource({"47505300, GPS", "50505300, PPS", "58000000, X", "4e4d4541, NMEA", "00000000, 00000000",
            "7f7f0101, 7F7F0101", "47005300, 47005300", "c0a80001, C0A80001"})
    void aReferenceIdentifierIsTextOnlyWhereItIsPrintable(String bits, String text) {
        assertThat(StatusReport.refidText(Integer.parseUnsignedInt(bits, 16))).isEqualTo(text);
    }
}
