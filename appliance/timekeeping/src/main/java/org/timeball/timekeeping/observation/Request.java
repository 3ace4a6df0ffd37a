package org.timeball.timekeeping.observation;

/// What an operator asks of the core.
public sealed interface Request permits ClockRequest {
}
