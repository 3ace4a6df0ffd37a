package org.timeball.simulator.scenario;

/// What a figure is to be compared with.
///
/// @param of whose it is
/// @param statistic over many seeds
/// @param figure which figure
/// @param value in the figure's unit
public record Mark(Owner of, Statistic statistic, Figure figure, double value) {
    /// Whose figure it is.
    public enum Owner {
        /// What chronyd reaches on the same noise with its default poll.
        CHRONYD,
        /// What this box must reach.
        LIMIT
    }
}
