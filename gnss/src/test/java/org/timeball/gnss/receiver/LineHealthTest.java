package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.receiver.LineHealth.Verdict;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.time.MonotonicInstant;

class LineHealthTest {
    private static final long TICK = 500_000_000L;
    private final LineHealth health = new LineHealth(new MonotonicInstant(0));
    private final List<String> changes = new ArrayList<>();
    private String detail = "";
    private long now;

    private void note(Optional<Verdict> verdict) {
        verdict.ifPresent(v -> {
            changes.add("%.1f %s".formatted(now * 1e-9, v.condition()));
            detail = v.detail();
        });
    }

    /// Half-second ticks until a time; once a second, on the second, so much comes.
    private void live(double untilSeconds, int bytes, int good, int bad) {
        while (now < Math.round(untilSeconds * 1e9)) {
            now += TICK;
            note(health.passed(new MonotonicInstant(now)));
            if (bytes > 0 && now % (2 * TICK) == 0) {
                note(health.heard(new MonotonicInstant(now), bytes, good, bad));
            }
        }
    }

    @Test
    void aLineThatSpeaksWorksFromItsFirstSentence() {
        live(20, 500, 8, 0);
        assertThat(changes).containsExactly("1.0 WORKING");
    }

    @Test
    void aLineThatNeverSpokeIsSilentAfterThreeSeconds() {
        live(20, 0, 0, 0);
        assertThat(changes).containsExactly("3.0 SILENT");
        assertThat(detail).isEqualTo("no byte for 3 s");
    }

    @Test
    void silenceIsSeenAndItsEndToo() {
        live(10, 500, 8, 0);
        live(20, 0, 0, 0);
        live(30, 500, 8, 0);
        assertThat(changes).containsExactly("1.0 WORKING", "13.0 SILENT", "21.0 WORKING");
    }

    @Test
    void noiseIsSeenWithinFourSecondsAndItsEndWithinThree() {
        live(10, 500, 8, 0);
        live(20, 500, 1, 7);
        assertThat(changes).containsExactly("1.0 WORKING", "12.0 GARBLED");
        assertThat(detail).isEqualTo("14 of 24 sentences in the last 3 s fail their checksum");
        live(30, 500, 8, 0);
        assertThat(changes.getLast()).isEqualTo("22.0 WORKING");
    }

    @Test
    void bytesWithoutASentenceAreGarbled() {
        live(10, 500, 8, 0);
        live(20, 1000, 0, 0);
        assertThat(changes).containsExactly("1.0 WORKING", "13.0 GARBLED");
        // The third burst comes at 13.0 too, after the tick that judges.
        assertThat(detail).isEqualTo("2000 bytes in 3 s and no sentence: wrong baud rate?");
    }

    @Test
    void aSentenceOrTwoInTenMayFail() {
        live(60, 500, 8, 2);
        assertThat(changes).containsExactly("1.0 WORKING");
    }

    @Test
    void noiseFromTheStartIsJudgedAfterThreeSecondsNotBefore() {
        live(10, 1000, 0, 0);
        assertThat(changes).containsExactly("3.0 GARBLED");
    }

    @Test
    void noiseAfterSilenceIsGivenItsThreeSecondsAgain() {
        live(5, 0, 0, 0);
        live(12, 1000, 0, 0);
        assertThat(changes).containsExactly("3.0 SILENT", "9.0 GARBLED");
    }

    @Test
    void aGapOfDaysIsOneSilence() {
        live(5, 500, 8, 0);
        now += 1_000_000 * 2 * TICK;
        note(health.passed(new MonotonicInstant(now)));
        assertThat(changes).hasSize(2).last().asString().endsWith("SILENT");
        live(now * 1e-9 + 2, 500, 8, 0);
        assertThat(health.passed(new MonotonicInstant(now))).isEmpty();
        assertThat(changes).hasSize(3).last().asString().endsWith("WORKING");
    }

    @Test
    void aMonotonicClockThatCountsFromBelowZeroIsAsGood() {
        LineHealth early = new LineHealth(new MonotonicInstant(-5_000_000_000L));
        assertThat(early.heard(new MonotonicInstant(-4_000_000_000L), 80, 1, 0)).map(Verdict::condition)
                .contains(Condition.WORKING);
        assertThat(early.passed(new MonotonicInstant(-1_000_000_000L))).map(Verdict::condition)
                .contains(Condition.SILENT);
    }
}
