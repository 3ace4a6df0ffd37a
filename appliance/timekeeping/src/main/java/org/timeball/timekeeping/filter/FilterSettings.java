package org.timeball.timekeeping.filter;

/// What the filter must be told; everything else it learns.
///
/// @param source what kind of noise the samples carry
/// @param followPhaseJumps whether a lasting jump of the source's phase is believed after a few samples. False, the
///            default for a refclock: the jump stays an outlier and somebody else decides. True, for a network path,
///            whose asymmetry changes when it is rerouted.
/// @param quantumSeconds resolution of the readings, 0 to 1 s; at least 1 ns is assumed. Readings coarser than told
///            make the filter too sure of itself.
/// @param memory over how many samples it may average; by default as many as it finds best
public record FilterSettings(Source source, boolean followPhaseJumps, double quantumSeconds, Memory memory) {
    /// With the memory that the filter finds best.
    public FilterSettings(Source source, boolean followPhaseJumps, double quantumSeconds) {
        this(source, followPhaseJumps, quantumSeconds, Memory.FREE);
    }

    public FilterSettings {
        if (!(quantumSeconds >= 0 && quantumSeconds <= 1)) {
            throw new IllegalArgumentException("a quantum of " + quantumSeconds + " s is not in 0 to 1 s");
        }
    }
}
