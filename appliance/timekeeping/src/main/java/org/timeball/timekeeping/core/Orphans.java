package org.timeball.timekeeping.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.local.LocalReference;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.SourceStanding;

/// Boxes of one network that serve their own clocks (`local orphan`) agree on one of them.
///
/// A server with the stratum of our own local reference is taken for such a box, and one above it for a box that follows
/// one: neither knows better than we do, and to follow them could close a loop. They count only while nobody else can be
/// selected, and then the one with the smallest reference identifier does, if it is smaller than ours as that server sees
/// it. So everybody follows one box, and that one nobody.
final class Orphans {
    private Orphans() {
    }

    static void set(List<Candidate> candidates, LocalReference local) {
        Optional<LocalSettings> settings = local.settings().filter(LocalSettings::orphan);
        if (settings.isEmpty()) {
            return;
        }
        int stratum = settings.get().stratum();
        List<Candidate> running = candidates.stream().filter(Candidate::isInTheRunning).toList();
        List<Candidate> orphans = running.stream().filter(candidate -> isOrphan(candidate, stratum)).toList();
        Optional<Candidate> eldest = running.size() > orphans.size()
                ? Optional.empty()
                : orphans.stream().min(Comparator.comparing(Orphans::refid, Integer::compareUnsigned))
                        .filter(first -> Integer.compareUnsigned(refid(first), ownRefid(first)) < 0);
        orphans.stream().filter(candidate -> eldest.filter(candidate::equals).isEmpty())
                .forEach(candidate -> candidate.place(SourceStanding.State.ORPHAN));
    }

    private static boolean isOrphan(Candidate candidate, int stratum) {
        return candidate.source().settings().kind() == Kind.SERVER && candidate.stratum() >= stratum;
    }

    private static int refid(Candidate candidate) {
        return candidate.source().settings().refid();
    }

    private static int ownRefid(Candidate candidate) {
        return candidate.source().contact().ownRefid();
    }
}
