package org.timeball.timekeeping.snapshot;

/// Something that happened once and is worth a line in the journal.
public sealed interface Event permits ClockEvent {
}
