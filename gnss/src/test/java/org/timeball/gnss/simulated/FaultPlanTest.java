package org.timeball.gnss.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.Span;

class FaultPlanTest {
    @Test
    void aFaultHasAStartAndADurationUnlessTold() {
        assertThat(FaultPlan.parse(List.of("no-fix", "garble@5", "unplug@0+2.5")).entries()).containsExactly(
                new FaultPlan.Entry(Fault.NO_FIX, Span.ofSeconds(20), Span.ofSeconds(15)),
                new FaultPlan.Entry(Fault.GARBLE, Span.ofSeconds(5), Span.ofSeconds(15)),
                new FaultPlan.Entry(Fault.UNPLUG, Span.ZERO, Span.ofMillis(2500)));
    }

    @Test
    void whatIsNoFaultIsAnsweredWithTheNamesThereAre() {
        for (String text : List.of("", "nofix", "no-fix@", "no-fix@x", "no-fix@5+", "no-fix@5+0", "no-fix@-5", "No-Fix",
                "no-fix+5")) {
            assertThatThrownBy(() -> FaultPlan.parse(List.of(text))).as(text)
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'" + text + "'")
                    .hasMessageContaining("no-fix, garble, no-pulse, jump, century, silent, unplug");
        }
    }

    @Test
    void everyFaultIsDescribedInOneSentence() {
        for (Fault fault : Fault.values()) {
            assertThat(fault.description()).endsWith(".").doesNotContain(". ");
            assertThat(FaultPlan.parse(List.of(fault.word())).entries().getFirst().fault()).isEqualTo(fault);
        }
    }
}
