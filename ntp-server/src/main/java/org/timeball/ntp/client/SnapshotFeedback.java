package org.timeball.ntp.client;

import java.util.Optional;
import java.util.function.Supplier;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;

/// What the core makes of a source, out of its newest snapshot.
public final class SnapshotFeedback implements SourceFeedback {
    private final Supplier<TimingSnapshot> newest;

    /// @param newest holds the outcome of every observation as soon as the core has taken it in
    public SnapshotFeedback(Supplier<TimingSnapshot> newest) {
        this.newest = newest;
    }

    @Override
    public Optional<Belief> of(SourceId source) {
        TimingSnapshot snapshot = newest.get();
        return snapshot.sources().stream().filter(known -> known.id().equals(source)).findFirst()
                .flatMap(known -> belief(known, snapshot.at()));
    }

    @Override
    public double slewing() {
        TimingSnapshot snapshot = newest.get();
        return (snapshot.frequencyPpm() + snapshot.correctionPpm()) * 1e-6;
    }

    private static Optional<Belief> belief(SourceSnapshot source, SystemInstant at) {
        SourceStatistics statistics = source.statistics();
        if (statistics.samples() == 0 || Double.isNaN(source.sigmaSeconds())) {
            return Optional.empty();
        }
        return Optional.of(new Belief(standing(source), (int) Math.min(Integer.MAX_VALUE, statistics.samples()), at,
                statistics.offsetSeconds(), statistics.frequencyPpm() * 1e-6, statistics.skewPpm() * 1e-6,
                source.sigmaSeconds(), statistics.deviationSeconds()));
    }

    private static Standing standing(SourceSnapshot source) {
        return switch (source.verdict()) {
            case SELECTED, COMBINED -> Standing.FOLLOWED;
            case FALSETICKER -> Standing.BAD;
            case UNUSABLE -> source.standing().state() == SourceStanding.State.DISTANT
                    ? Standing.BAD
                    : Standing.IN_ORDER;
            case UNSELECTED, JITTERY -> Standing.IN_ORDER;
        };
    }
}
