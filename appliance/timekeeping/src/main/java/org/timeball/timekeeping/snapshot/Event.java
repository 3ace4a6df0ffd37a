package org.timeball.timekeeping.snapshot;

/// Something that people want to read in the log, once. Holds what is to be said; the words are the log's.
public sealed interface Event permits ClockEvent, SourceEvent {
}
