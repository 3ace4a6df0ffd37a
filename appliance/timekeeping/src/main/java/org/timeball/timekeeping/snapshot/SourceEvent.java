package org.timeball.timekeeping.snapshot;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.timeball.timekeeping.snapshot.SourceStanding.State;

/// Something about the sources that people want to read in the log. Sources go by their names.
public sealed interface SourceEvent extends Event {
    /// The clock follows this source from now on.
    record Selected(String source) implements SourceEvent {
    }

    /// There are sources that could be selected, but no more than half of them agree.
    ///
    /// @param agreeing the most that agree
    /// @param sources that could be selected
    record NoMajority(int agreeing, int sources) implements SourceEvent {
    }

    /// There are sources that could be selected, but no two of them agree.
    record NoAgreement(int sources) implements SourceEvent {
    }

    /// No source could be selected.
    ///
    /// @param unreachable sources that give no answer
    /// @param others how many of the rest got how far
    record NoSelectable(int unreachable, Map<State, Integer> others) implements SourceEvent {
        public NoSelectable {
            // In the order of the states, so that equal events read the same.
            others = Collections.unmodifiableMap(new TreeMap<>(others));
        }
    }

    /// A source turned out to contradict the majority.
    record Falseticker(String source) implements SourceEvent {
    }

    /// A source's root distance has become larger than allowed.
    record TooDistant(String source, double limitSeconds) implements SourceEvent {
    }

    /// A source's samples scatter more than allowed.
    record TooJittery(String source, double limitSeconds) implements SourceEvent {
    }

    /// A source's stratum is above what is allowed.
    record StratumAbove(String source, int limit) implements SourceEvent {
    }

    /// A source's stratum is below what is allowed.
    record StratumBelow(String source, int limit) implements SourceEvent {
    }
}
