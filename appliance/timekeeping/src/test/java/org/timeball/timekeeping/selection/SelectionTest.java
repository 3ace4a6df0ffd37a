package org.timeball.timekeeping.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.selection.Selection.Witness;

class SelectionTest {
    private static final SelectionOptions TRUSTED = new SelectionOptions(false, false, true, false);

    private static Contender contender(int id, double offset, double distance) {
        return contender(id, offset, distance, SelectionOptions.NONE);
    }

    private static Contender contender(int id, double offset, double distance, SelectionOptions options) {
        return new Contender(new SourceId(id), offset, distance, 1, options);
    }

    private static Selection among(Contender... contenders) {
        return Selection.among(List.of(contenders), Optional.empty());
    }

    @Test
    void aSingleSourceIsBelieved() {
        assertThat(among(contender(0, 5, 0.1)).truechimers()).hasSize(1);
    }

    @Test
    void nobodyIsBelievedWhenTwoContradictEachOther() {
        Selection vote = among(contender(0, 0, 0.1), contender(1, 1, 0.1));
        assertThat(vote.truechimers()).isEmpty();
        assertThat(vote.falsetickers()).hasSize(2);
        assertThat(vote.agreeing()).isEqualTo(1);
        assertThat(vote.voters()).isEqualTo(2);
    }

    @Test
    void aMajorityOutvotesALiarHoweverSureItIs() {
        Selection vote = among(contender(0, 0, 0.1), contender(1, 0.05, 0.1), contender(2, 9, 1e-9));
        assertThat(vote.falsetickers()).extracting(c -> c.id().number()).containsExactly(2);
        assertThat(vote.truechimers()).hasSize(2);
        assertThat(vote.pointSeconds()).isBetween(-0.05, 0.1);
    }

    @Test
    void halfOfAllIsNoMajority() {
        Selection vote = among(contender(0, 0, 0.1), contender(1, 0.05, 0.1), contender(2, 9, 0.1), contender(3, 7, 1));
        assertThat(vote.truechimers()).isEmpty();
        assertThat(vote.agreeing()).isEqualTo(2);
        assertThat(vote.voters()).isEqualTo(4);
    }

    @Test
    void aTrustedSourceNeedsNoVote() {
        Contender trusted = contender(0, 7, 0.1, TRUSTED);
        Selection vote = among(trusted, contender(1, 0, 0.1), contender(2, 0, 0.1));
        assertThat(vote.truechimers()).containsExactly(trusted);
        assertThat(vote.untrusted()).hasSize(2);
        assertThat(vote.falsetickers()).isEmpty();
    }

    @Test
    void trustedSourcesVoteAmongThemselves() {
        Selection vote = among(contender(0, 0, 0.1, TRUSTED), contender(1, 3, 0.1, TRUSTED),
                contender(2, 0, 0.2, TRUSTED), contender(3, 3, 0.1), contender(4, 3, 0.1));
        assertThat(vote.truechimers()).extracting(c -> c.id().number()).containsExactly(0, 2);
        assertThat(vote.falsetickers()).extracting(c -> c.id().number()).containsExactly(1);
        assertThat(vote.untrusted()).extracting(c -> c.id().number()).containsExactly(3, 4);
    }

    @Test
    void theClockItselfBreaksATie() {
        List<Contender> both = List.of(contender(0, 0, 0.1), contender(1, 1, 0.1));
        Selection vote = Selection.among(both, Optional.of(new Witness(1.05, 0.001)));
        assertThat(vote.truechimers()).extracting(c -> c.id().number()).containsExactly(1);
        assertThat(Selection.among(both.subList(0, 1), Optional.of(new Witness(1.05, 0.001))).truechimers()).isEmpty();
    }

    @Test
    void twoThatAgreeOutvoteTheClockAlone() {
        Selection vote = Selection.among(List.of(contender(0, 0, 0.1), contender(1, 0, 0.1)),
                Optional.of(new Witness(1.05, 0.001)));
        assertThat(vote.truechimers()).hasSize(2);
    }

    @Test
    void noContenderNoBelief() {
        assertThat(among().truechimers()).isEmpty();
    }
}
