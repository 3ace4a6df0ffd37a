package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.UtcInstant;

class DateRepairTest {
    private static final UtcInstant FLOOR = day(2026, 11, 20);
    private static final long PERIOD_SECONDS = 1024L * 7 * 86_400;
    private final DateRepair repair = new DateRepair(FLOOR);

    private static UtcInstant day(int year, int month, int day) {
        return UtcInstant.of(year, month, day, 0, 0, 0, 0);
    }

    @Test
    void aDateFromTheFloorOnIsBelievedAsItStands() {
        for (UtcInstant stated : new UtcInstant[]{FLOOR, day(2027, 1, 1), FLOOR.plusSeconds(PERIOD_SECONDS - 1)}) {
            assertThat(repair.repair(stated)).isEqualTo(new DateRepair.Repaired(stated, 0, true));
        }
    }

    @Test
    void aDateBeforeTheFloorIsMovedByWholePeriods() {
        assertThat(repair.repair(day(2007, 4, 7))).isEqualTo(new DateRepair.Repaired(day(2026, 11, 21), 1024, true));
        assertThat(repair.repair(FLOOR.plusSeconds(-1)).second()).isEqualTo(FLOOR.plusSeconds(PERIOD_SECONDS - 1));
        assertThat(repair.repair(day(1999, 8, 22))).isEqualTo(new DateRepair.Repaired(day(2038, 11, 21), 2048, true));
        assertThat(repair.repair(day(1980, 1, 6)).weeksAdded()).isEqualTo(3072);
    }

    @Test
    void whatLiesAPeriodAheadOrBeforeGpsBeganCannotBe() {
        UtcInstant ahead = FLOOR.plusSeconds(PERIOD_SECONDS);
        assertThat(repair.repair(ahead)).isEqualTo(new DateRepair.Repaired(ahead, 0, false));
        assertThat(repair.repair(day(1980, 1, 5)).plausible()).isFalse();
        assertThat(repair.repair(day(1970, 1, 1)).plausible()).isFalse();
    }

    @Test
    void aLeapSecondStaysALeapSecond() {
        UtcInstant stated = UtcInstant.of(2007, 4, 7, 23, 59, 60, 0);
        assertThat(repair.repair(stated).second()).isEqualTo(UtcInstant.of(2026, 11, 21, 23, 59, 60, 0));
    }

    @Test
    void theCenturyIsTheOneNearestToTheFloor() {
        assertThat(repair.midnightNearest(26, 11, 20)).contains(FLOOR);
        assertThat(repair.midnightNearest(7, 4, 7)).contains(day(2007, 4, 7));
        assertThat(repair.midnightNearest(80, 1, 6)).contains(day(1980, 1, 6));
        assertThat(repair.midnightNearest(76, 1, 1)).contains(day(2076, 1, 1));
        assertThat(new DateRepair(day(2096, 1, 1)).midnightNearest(4, 2, 29)).contains(day(2104, 2, 29));
    }

    @Test
    void datesThatDoNotExistAreNone() {
        assertThat(repair.midnightNearest(26, 2, 29)).isEmpty();
        assertThat(repair.midnightNearest(-1, -1, -1)).isEmpty();
        assertThat(DateRepair.midnight(2026, 4, 31)).isEmpty();
        assertThat(DateRepair.midnight(0, 1, 1)).isEmpty();
        assertThat(DateRepair.midnight(2028, 2, 29)).contains(day(2028, 2, 29));
    }

    @Test
    void aFloorBeforeGpsBeganIsRefused() {
        assertThatThrownBy(() -> new DateRepair(day(1979, 12, 31))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1980-01-06");
    }
}
