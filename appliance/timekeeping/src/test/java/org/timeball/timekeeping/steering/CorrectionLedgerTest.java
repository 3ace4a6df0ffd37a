package org.timeball.timekeeping.steering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class CorrectionLedgerTest {
    private static SystemInstant at(long seconds) {
        return new SystemInstant(seconds * 1_000_000_000L);
    }

    @Test
    void anUncorrectedClockIsTheFreeRunningOne() {
        CorrectionLedger ledger = CorrectionLedger.open(at(1000), Frequency.ZERO);
        assertThat(ledger.free(at(5000)).nanos()).isEqualTo(at(5000).nanos());
    }

    @Test
    void aSlewIsTakenBackExactly() {
        CorrectionLedger ledger = CorrectionLedger.open(at(0), Frequency.ZERO)
                .changed(at(100), Frequency.ofPpm(100), Span.ZERO).changed(at(200), Frequency.ZERO, Span.ZERO);
        // 100 s on the corrected clock at +100 ppm: 100/(1.0001) s of the free one
        assertThat(ledger.correctionAt(at(300)).nanos()).isEqualTo(Math.round(100e9 * 1e-4 / 1.0001));
        assertThat(ledger.correctionAt(at(100)).nanos()).isZero();
    }

    @Test
    void aStepOfFiftyYearsLosesNoNanosecond() {
        Span step = Span.ofSeconds(1_600_000_000L).plus(Span.ofNanos(1));
        CorrectionLedger ledger = CorrectionLedger.open(at(10), Frequency.ZERO).changed(at(20), Frequency.ZERO, step);
        assertThat(ledger.free(at(20).plus(step)).nanos()).isEqualTo(at(20).nanos());
        assertThat(ledger.free(at(19)).nanos()).isEqualTo(at(19).nanos());
    }

    @Test
    void manyChangesAreForgottenButNeverTheirSum() {
        CorrectionLedger ledger = CorrectionLedger.open(at(0), Frequency.ZERO);
        for (int i = 1; i <= 10_000; i++) {
            ledger = ledger.changed(at(i), Frequency.ZERO, Span.ofNanos(0)).changed(at(i), Frequency.ZERO, Span.ZERO);
        }
        ledger = ledger.changed(at(10_001), Frequency.ZERO, Span.ofMicros(3));
        assertThat(ledger.correctionAt(at(20_000))).isEqualTo(Span.ofMicros(3));
    }
}
