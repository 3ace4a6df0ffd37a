package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks that every `lock` leads to a source that stands on its own.
final class Locks {
    private Locks() {
    }

    static List<ConfigurationError> problems(List<PlacedSource> sources) {
        List<ConfigurationError> problems = new ArrayList<>();
        for (PlacedSource placed : sources) {
            problem(placed.source(), sources.stream().map(PlacedSource::source).toList())
                    .ifPresent(what -> problems.add(new ConfigurationError(placed.place(), placed.line(), what)));
        }
        return problems;
    }

    private static Optional<String> problem(SourceConfiguration source, List<SourceConfiguration> all) {
        RefId lock = lockOf(source);
        if (lock == null) {
            return Optional.empty();
        }
        List<SourceConfiguration> named = named(lock, all);
        if (named.isEmpty()) {
            return Optional.of(unknown(lock, all.stream().filter(other -> other != source)
                    .map(other -> other.refid().text()).distinct().sorted().collect(Collectors.joining(" or "))));
        }
        if (named.size() > 1) {
            return Optional.of("lock is '%s', which %d sources are called; give each its own refid".formatted(lock,
                    named.size()));
        }
        return turnsInACircle(source, all)
                ? Optional.of(
                        "lock is '%s', which leads round in a circle; expected a source that numbers its own seconds"
                                .formatted(lock))
                : Optional.empty();
    }

    private static String unknown(RefId lock, String others) {
        return others.isEmpty()
                ? "lock is '%s', but there is no other source; expected one, such as: gnss /dev/ttyAMA0".formatted(lock)
                : "lock is '%s'; expected the refid of another source: %s".formatted(lock, others);
    }

    private static boolean turnsInACircle(SourceConfiguration start, List<SourceConfiguration> all) {
        Set<RefId> seen = new HashSet<>(Set.of(start.refid()));
        RefId next = lockOf(start);
        while (next != null) {
            if (!seen.add(next)) {
                return true;
            }
            List<SourceConfiguration> named = named(next, all);
            next = named.isEmpty() ? null : lockOf(named.getFirst());
        }
        return false;
    }

    private static List<SourceConfiguration> named(RefId refid, List<SourceConfiguration> all) {
        return all.stream().filter(source -> source.refid().equals(refid)).toList();
    }

    private static @Nullable RefId lockOf(SourceConfiguration source) {
        return switch (source) {
            case SourceConfiguration.Gnss _,SourceConfiguration.Ptp _ -> null;
            case SourceConfiguration.Refclock refclock -> refclock.lock();
        };
    }
}
