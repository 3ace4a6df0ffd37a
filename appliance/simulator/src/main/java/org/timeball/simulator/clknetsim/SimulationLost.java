package org.timeball.simulator.clknetsim;

/// The simulation has ended without a word; the node cannot go on.
public final class SimulationLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationLost(String message) {
        super(message);
    }

    SimulationLost(String message, Throwable cause) {
        super(message, cause);
    }
}
