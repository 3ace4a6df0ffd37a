package org.timeball.timekeeping.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.SourceId;

class SelectionTest {
    private static Contender contender(int id, double offset, double distance) {
        return new Contender(new SourceId(id), offset, distance, false, false);
    }

    @Test
    void aSingleSourceIsBelieved() {
        assertThat(Selection.among(List.of(contender(0, 5, 0.1))).truechimers()).hasSize(1);
    }

    @Test
    void nobodyIsBelievedWhenTwoContradictEachOther() {
        Selection vote = Selection.among(List.of(contender(0, 0, 0.1), contender(1, 1, 0.1)));
        assertThat(vote.truechimers()).isEmpty();
        assertThat(vote.falsetickers()).hasSize(2);
    }

    @Test
    void aMajorityOutvotesALiarHoweverSureItIs() {
        Selection vote = Selection.among(List.of(contender(0, 0, 0.1), contender(1, 0.05, 0.1), contender(2, 9, 1e-9)));
        assertThat(vote.falsetickers()).extracting(c -> c.id().number()).containsExactly(2);
        assertThat(vote.truechimers()).hasSize(2);
    }

    @Test
    void theTightestIntervalComesFirst() {
        Selection vote = Selection
                .among(List.of(contender(0, 0, 0.5), contender(1, 1e-7, 1e-6), contender(2, 0, 1e-3)));
        assertThat(vote.truechimers()).extracting(c -> c.id().number()).containsExactly(1, 2, 0);
    }

    @Test
    void aTrustedSourceNeedsNoVote() {
        Contender trusted = new Contender(new SourceId(0), 7, 0.1, false, true);
        Selection vote = Selection.among(List.of(trusted, contender(1, 0, 0.1), contender(2, 0, 0.1)));
        assertThat(vote.truechimers()).containsExactly(trusted);
        assertThat(vote.falsetickers()).hasSize(2);
    }

    @Test
    void noContenderNoBelief() {
        assertThat(Selection.among(List.of()).truechimers()).isEmpty();
    }
}
