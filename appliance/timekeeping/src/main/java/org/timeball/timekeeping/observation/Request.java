package org.timeball.timekeeping.observation;

/// What an operator asks of the core while it runs.
public sealed interface Request permits ClockRequest, SourceRequest {
}
