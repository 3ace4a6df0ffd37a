package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.world.IpAddress;

/// Boxes that serve their own clocks at one stratum agree on the one with the smallest reference identifier.
class OrphansTest {
    private static final int STRATUM = 5;

    private final Lab lab = new Lab(3, SelectionSettings.DEFAULT);

    /// @param ownLastByte of our address; the others end in 1 and 2
    private void startAs(int ownLastByte) {
        lab.ask(new ClockRequest.LocalMode(Optional.of(new LocalSettings(STRATUM, true, 1, 0, 300, 300))));
        for (int i = 0; i < 2; i++) {
            Lab.Peer peer = lab.server();
            peer.stratum = STRATUM;
            lab.tell(new Observation.OwnAddress(peer.settings.id(), lab.now(),
                    IpAddress.v4(192, 168, 123, ownLastByte)));
        }
    }

    private SourceStanding.State standing(int peer) {
        return lab.source(lab.peers.get(peer)).standing().state();
    }

    @Test
    void theServerWithTheSmallestIdentifierIsFollowed() {
        startAs(3);
        lab.run(600);
        assertThat(standing(0)).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(standing(1)).isEqualTo(SourceStanding.State.ORPHAN);
        assertThat(lab.snapshot().stratum()).isEqualTo(STRATUM + 1);
        lab.peers.get(0).selectable = false;
        lab.run(300);
        assertThat(standing(1)).as("the next takes over").isEqualTo(SourceStanding.State.SELECTED);
    }

    @Test
    void theBoxWithTheSmallestIdentifierFollowsNobodyAndServesItsOwnClock() {
        startAs(0);
        lab.run(290);
        assertThat(lab.snapshot().stratum()).isEqualTo(16);
        lab.run(310);
        assertThat(standing(0)).isEqualTo(SourceStanding.State.ORPHAN);
        assertThat(standing(1)).isEqualTo(SourceStanding.State.ORPHAN);
        assertThat(lab.snapshot().stratum()).isEqualTo(STRATUM);
        assertThat(lab.snapshot().refid()).isEqualTo(ReferenceId.LOCAL);
    }

    @Test
    void aServerThatKnowsTheTimeIsBetterThanAllOrphans() {
        startAs(3);
        lab.server();
        lab.run(600);
        assertThat(standing(2)).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(standing(0)).isEqualTo(SourceStanding.State.ORPHAN);
        assertThat(lab.snapshot().stratum()).isEqualTo(2);
    }
}
