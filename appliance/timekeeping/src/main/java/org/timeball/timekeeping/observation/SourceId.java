package org.timeball.timekeeping.observation;

/// Which configured source an observation belongs to.
///
/// @param number index in the configuration, from 0
public record SourceId(int number) {
    public SourceId {
        if (number < 0) {
            throw new IllegalArgumentException("a source number counts from 0, not " + number);
        }
    }
}
