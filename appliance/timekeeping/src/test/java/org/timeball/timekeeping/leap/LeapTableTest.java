package org.timeball.timekeeping.leap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.LeapIndicator;

class LeapTableTest {
    private static final long MIDNIGHT = 1_483_228_800L;
    private static final LeapTable TABLE = new LeapTable(List.of(new LeapTable.Entry(1_435_708_800L, 36),
            new LeapTable.Entry(MIDNIGHT, 37), new LeapTable.Entry(2_000_073_600L, 36)), 2_100_000_000L);

    @Test
    void onlyTheDayThatEndsWithALeapSecondIsTold() {
        assertThat(TABLE.endOfDay(MIDNIGHT - 86_401)).isEqualTo(LeapIndicator.NONE);
        assertThat(TABLE.endOfDay(MIDNIGHT - 86_400)).isEqualTo(LeapIndicator.INSERT);
        assertThat(TABLE.endOfDay(MIDNIGHT - 1)).isEqualTo(LeapIndicator.INSERT);
        assertThat(TABLE.endOfDay(MIDNIGHT)).isEqualTo(LeapIndicator.NONE);
        assertThat(TABLE.endOfDay(2_000_073_599L)).isEqualTo(LeapIndicator.DELETE);
    }

    @Test
    void taiIsAheadByWhatHoldsAtTheMoment() {
        assertThat(TABLE.taiOffsetAt(MIDNIGHT - 1)).hasValue(36);
        assertThat(TABLE.taiOffsetAt(MIDNIGHT)).hasValue(37);
        assertThat(TABLE.taiOffsetAt(0)).isEmpty();
        assertThat(TABLE.isExpiredAt(2_100_000_000L)).isTrue();
        assertThat(LeapTable.EMPTY.isExpiredAt(Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void aTableOutOfOrderIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new LeapTable(List.of(new LeapTable.Entry(MIDNIGHT, 37),
                        new LeapTable.Entry(MIDNIGHT, 38)), 0))
                .withMessageContaining("leap seconds out of order: 2017-01-01T00:00:00Z");
    }
}
