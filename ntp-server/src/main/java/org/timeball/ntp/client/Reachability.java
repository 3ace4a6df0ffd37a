package org.timeball.ntp.client;

/// Which of the last eight polls were answered.
final class Reachability {
    private static final int BITS = 8;

    private int register;
    private int polls;

    void polled(boolean answered) {
        register = register << 1 & 0xff | (answered ? 1 : 0);
        polls++;
    }

    void clear() {
        register = 0;
        polls = 0;
    }

    /// The newest poll in bit 0.
    int register() {
        return register;
    }

    boolean isReachable() {
        return register != 0;
    }

    /// Polled often enough to be called unreachable, and not reachable.
    boolean isLost() {
        return register == 0 && polls >= BITS;
    }

    /// Polls since it was cleared.
    int polls() {
        return polls;
    }
}
