package org.timeball.daemon.box;

import java.util.Optional;
import org.timeball.ntp.client.SourceFeedback;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// Tells the NTP client what the newest snapshot says of a source.
public final class CoreFeedback implements SourceFeedback {
    private final SnapshotBoard board;

    public CoreFeedback(SnapshotBoard board) {
        this.board = board;
    }

    @Override
    public Optional<Belief> of(SourceId id) {
        TimingSnapshot snapshot = board.current();
        return snapshot.sources().stream().filter(source -> source.id().equals(id)).findFirst()
                .filter(source -> !Double.isNaN(source.offsetSeconds())).map(source -> belief(snapshot, source));
    }

    private static Belief belief(TimingSnapshot snapshot, SourceSnapshot source) {
        return new Belief(standing(source), (int) Math.min(Integer.MAX_VALUE, source.statistics().samples()),
                snapshot.at(), source.offsetSeconds(), source.statistics().frequencyPpm() * 1e-6,
                source.statistics().skewPpm() * 1e-6, source.sigmaSeconds(), source.jitterSeconds());
    }

    private static Standing standing(SourceSnapshot source) {
        if (source.verdict() == Verdict.SELECTED || source.verdict() == Verdict.COMBINED) {
            return Standing.FOLLOWED;
        }
        boolean bad = source.verdict() == Verdict.FALSETICKER || source.verdict() == Verdict.JITTERY
                || source.standing().state() == SourceStanding.State.DISTANT;
        return bad ? Standing.BAD : Standing.IN_ORDER;
    }
}
