package org.timeball.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.LogConfiguration.MailOnChange;
import org.timeball.daemon.logs.EventWords.Severity;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.snapshot.SourceStanding.State;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

class EventWordsTest {
    private static String words(Event event) {
        return EventWords.of(event).sentence();
    }

    @Test
    void eventsOfSourcesReadAsPeopleKnowThem() {
        assertThat(words(new SourceEvent.Selected("192.0.2.1"))).isEqualTo("Selected source 192.0.2.1");
        assertThat(words(new SourceEvent.NoMajority(2, 5)))
                .isEqualTo("Can't synchronise: no majority (only 2 of 5 sources agree)");
        assertThat(words(new SourceEvent.NoAgreement(3)))
                .isEqualTo("Can't synchronise: no majority (no agreement among 3 sources)");
        assertThat(words(new SourceEvent.NoSelectable(1, Map.of())))
                .isEqualTo("Can't synchronise: no selectable sources (1 unreachable sources)");
        assertThat(words(new SourceEvent.NoSelectable(1, Map.of(State.DISTANT, 2, State.MISSING_SAMPLES, 1))))
                .isEqualTo("Can't synchronise: no selectable sources (1 unreachable, 1 missing samples, 2 distant"
                        + " sources)");
        assertThat(words(new SourceEvent.TooFew(1, 3)))
                .isEqualTo("Can't synchronise: not enough selectable sources (1 of 3 required)");
        assertThat(words(new SourceEvent.Falseticker("A"))).isEqualTo("Detected falseticker A");
        assertThat(words(new SourceEvent.TooDistant("A", 3)))
                .isEqualTo("Root distance of A exceeds maxdistance of 3.000 seconds");
        assertThat(words(new SourceEvent.TooJittery("A", 1)))
                .isEqualTo("Jitter of A exceeds maxjitter of 1.000 seconds");
        assertThat(words(new SourceEvent.StratumAbove("A", 4))).isEqualTo("Stratum of A above maxstratum of 4");
        assertThat(words(new SourceEvent.StratumBelow("A", 2))).isEqualTo("Stratum of A below minstratum of 2");
    }

    @Test
    void aClockThatIsBehindIsWrongByWhatHasToBeAdded() {
        assertThat(words(new ClockEvent.ClockWrong(-2.5))).isEqualTo("System clock wrong by 2.500000 seconds");
        assertThat(words(new ClockEvent.ClockStepped(2.5))).isEqualTo("System clock was stepped by 2.500000 seconds");
        assertThat(words(new ClockEvent.AdjustmentRefused(-12, 10, false)))
                .isEqualTo("Adjustment of 12.000 seconds exceeds the allowed maximum of 10.000 seconds (ignored)");
        assertThat(EventWords.of(new ClockEvent.AdjustmentRefused(12, 10, true))).isEqualTo(new EventWords(
                Severity.ERROR,
                "Adjustment of -12.000 seconds exceeds the allowed maximum of 10.000 seconds (exiting)"));
        assertThat(words(new ClockEvent.TimeJump(-3600))).isEqualTo("Backward time jump detected!");
        assertThat(words(new ClockEvent.TimeJump(3600))).isEqualTo("Forward time jump detected!");
    }

    @Test
    void leapSecondsAreTold() {
        assertThat(words(new ClockEvent.LeapAnnounced(LeapIndicator.INSERT)))
                .isEqualTo("System clock status set to insert leap second");
        assertThat(words(new ClockEvent.LeapAnnounced(LeapIndicator.DELETE)))
                .isEqualTo("System clock status set to delete leap second");
        assertThat(words(new ClockEvent.LeapTaken(LeapIndicator.INSERT)))
                .isEqualTo("System clock status reset after leap second");
        assertThat(words(new ClockEvent.SmoothingActivated(true)))
                .isEqualTo("Time smoothing activated (leap seconds only)");
    }

    @Test
    void aCorrectionAboveTheThresholdIsMailed() {
        List<String> letters = new ArrayList<>();
        ChangeMail mail = new ChangeMail(new MailOnChange("root@localhost", Span.ofMillis(500)), "box",
                (address, subject, text) -> letters.add(address + "|" + subject + "|" + text.strip()));
        mail.corrected("2026-11-26 01:02:03", 0.5);
        mail.corrected("2026-11-26 01:02:04", -0.75);
        assertThat(letters).containsExactly("root@localhost|Timeball corrects the system clock of box|"
                + "At 2026-11-26 01:02:04 the system clock of box was found to be slow by 0.750000 seconds, and is being"
                + " corrected.");
    }
}
