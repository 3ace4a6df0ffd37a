package org.timeball.simulator.world;

/// An event of a simulation threw, or an invariant did not hold after it. The message has the seed, the event's number
/// and its time; the cause is what was thrown.
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
