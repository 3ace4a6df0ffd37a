package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.time.LeapIndicator;

/// The lines that scripts look for are worded as chronyd's.
class ClockWordsTest {
    private static String words(ClockEvent event) {
        return ClockWords.of(event).text();
    }

    @Test
    void offsetsAreWrittenAsWhatIsAddedToTheClock() {
        assertThat(words(new ClockEvent.ClockWrong(1.5))).isEqualTo("System clock wrong by -1.500000 seconds");
        assertThat(words(new ClockEvent.ClockStepped(-1.5)))
                .isEqualTo("System clock was stepped by -1.500000 seconds");
        assertThat(words(new ClockEvent.AdjustmentRefused(-1.5, 0.1, false)))
                .isEqualTo("Adjustment of 1.500 seconds exceeds the allowed maximum of 0.100 seconds (ignored)");
        assertThat(words(new ClockEvent.AdjustmentRefused(1.5, 0.1, true))).endsWith("(exiting)");
    }

    @Test
    void jumpsAndLeapSecondsHaveTheirWords() {
        assertThat(words(new ClockEvent.TimeJump(100))).startsWith("Forward time jump detected!");
        assertThat(words(new ClockEvent.TimeJump(-100))).startsWith("Backward time jump detected!");
        assertThat(words(new ClockEvent.LeapTaken(LeapIndicator.DELETE))).isEqualTo("The leap second was deleted");
        assertThat(words(new ClockEvent.LeapTableExpired(0))).contains("expired on 1970-01-01T00:00:00Z");
    }
}
