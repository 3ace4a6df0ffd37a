package org.timeball.daemon.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryRingTest {
    private final HistoryRing ring = new HistoryRing(10, 3);

    private void second(long at) {
        ring.add(at, at * 1e-9, at * 1e-6, 12.5);
    }

    private static HistoryRing filled() {
        HistoryRing filled = new HistoryRing(10, 3);
        for (long at = 100; at < 131; at++) {
            filled.add(at, at * 1e-9, at * 1e-6, -3);
        }
        return filled;
    }

    @Test
    void anIntervalThatIsOverBecomesAPoint() {
        for (long at = 100; at < 110; at++) {
            second(at);
        }
        assertThat(ring.points()).isEmpty();
        second(110);
        assertThat(ring.points()).containsExactly(
                new Point(100, (float) 104.5e-9, (float) 100e-9, (float) 109e-9, (float) 109e-6, 12.5f));
    }

    @Test
    void theOldestPointMakesRoom() {
        for (long at = 0; at < 100; at++) {
            second(at);
        }
        assertThat(ring.points()).extracting(Point::startSeconds).containsExactly(60L, 70L, 80L);
    }

    @Test
    void aGapIsLeftOut() {
        second(5);
        second(75);
        second(85);
        assertThat(ring.points()).extracting(Point::startSeconds).containsExactly(0L, 70L);
    }

    @Test
    void whatLiesAheadOfAClockThatGoesBackIsForgotten() {
        for (long at = 0; at < 31; at++) {
            second(at);
        }
        second(12);
        second(25);
        assertThat(ring.points()).extracting(Point::startSeconds).containsExactly(0L, 10L);
    }

    @Test
    void aFileBringsThePointsBack() {
        HistoryRing filled = filled();
        byte[] bytes = HistoryFile.bytes(filled);
        assertThat(bytes).hasSize(20 + 3 * 28 + 4).hasSameSizeAs(HistoryFile.bytes(ring));
        assertThat(HistoryFile.points(ring, bytes)).hasValue(filled.points());
        ring.restore(filled.points());
        assertThat(ring.points()).isEqualTo(filled.points()).hasSize(3);
    }

    @Test
    void aDamagedFileOrOneOfAnotherKindIsRefused() {
        byte[] bytes = HistoryFile.bytes(filled());
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertThat(HistoryFile.points(ring, damaged)).as("byte %d", i).isEqualTo(Optional.empty());
        }
        assertThat(HistoryFile.points(ring, new byte[0])).isEmpty();
        assertThat(HistoryFile.points(new HistoryRing(20, 3), bytes)).isEmpty();
        assertThat(HistoryFile.points(new HistoryRing(10, 4), bytes)).isEmpty();
    }

    @Test
    void aRingOfNothingIsRefused() {
        assertThatThrownBy(() -> new HistoryRing(0, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 s");
    }
}
