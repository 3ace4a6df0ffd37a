package org.timeball.timekeeping.observation;

/// Which source an observation belongs to.
///
/// @param number from 0, given by the shell in increasing order and never again: sources come and go while it runs
public record SourceId(int number) {
    public SourceId {
        if (number < 0) {
            throw new IllegalArgumentException("a source number counts from 0, not " + number);
        }
    }
}
