package org.timeball.simulator.clknetsim.protocol;

/// The other side sent what the protocol does not have.
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
