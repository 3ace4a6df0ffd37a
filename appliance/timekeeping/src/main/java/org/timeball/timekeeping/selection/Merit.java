package org.timeball.timekeeping.selection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;

/// Who of several truechimers is the best: the one that is selected stays so until another has been clearly better for
/// some time. Immutable.
///
/// Each new sample of a rival, or of the selected one, multiplies the rival's score by the ratio of their distances; at
/// [#WINNING] it takes over. So a source twice as near wins after four samples, and one ten times as near at once.
///
/// @param selected who is; empty where nobody is
/// @param scores of the others; 1 for who is not listed
public record Merit(Optional<SourceId> selected, Map<SourceId, Double> scores) {
    /// The score from which on a rival replaces the selected source.
    public static final double WINNING = 10;
    public static final Merit NONE = new Merit(Optional.empty(), Map.of());

    public Merit {
        scores = Map.copyOf(scores);
    }

    public double scoreOf(SourceId id) {
        return scores.getOrDefault(id, 1.0);
    }

    /// @param able who may be selected; at least one
    /// @param updated who has just given a sample, if anyone has
    public Merit after(List<Contender> able, Optional<SourceId> updated, SelectionSettings settings) {
        int least = able.stream().mapToInt(Contender::stratum).min().orElseThrow();
        Optional<Contender> current = able.stream().filter(c -> selected.filter(c.id()::equals).isPresent())
                .findFirst();
        if (current.isEmpty()) {
            Contender nearest = able.getFirst();
            for (Contender contender : able) {
                if (distance(contender, least, settings) < distance(nearest, least, settings)) {
                    nearest = contender;
                }
            }
            return new Merit(Optional.of(nearest.id()), Map.of());
        }
        Map<SourceId, Double> next = new HashMap<>();
        double own = distance(current.get(), least, settings);
        for (Contender rival : able) {
            boolean news = updated.filter(id -> id.equals(rival.id()) || id.equals(selected.orElseThrow()))
                    .isPresent();
            double ratio = news
                    ? own / (distance(rival, least, settings) + settings.reselectDistanceSeconds())
                    : 1;
            double score = scoreOf(rival.id()) * ratio;
            if (!rival.id().equals(current.get().id()) && score > 1) {
                next.put(rival.id(), score);
            }
        }
        return next.entrySet().stream().filter(entry -> entry.getValue() >= WINNING)
                .max(Map.Entry.<SourceId, Double>comparingByValue()
                        .thenComparing(entry -> -entry.getKey().number()))
                .map(winner -> new Merit(Optional.of(winner.getKey()), Map.of()))
                .orElseGet(() -> new Merit(selected, next));
    }

    private static double distance(Contender contender, int leastStratum, SelectionSettings settings) {
        return contender.distanceSeconds() + settings.stratumWeightSeconds() * (contender.stratum() - leastStratum);
    }
}
