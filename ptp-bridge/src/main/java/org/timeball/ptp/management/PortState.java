package org.timeball.ptp.management;

import java.util.Optional;

/// What a port does (IEEE 1588-2008 table 8), numbered on the wire from 1.
public enum PortState {
    INITIALIZING,
    FAULTY,
    DISABLED,
    LISTENING,
    PRE_MASTER,
    MASTER,
    PASSIVE,
    /// It hears a master. With `free_running 1` ptp4l stays here, for no servo brings it on to SLAVE.
    UNCALIBRATED,
    SLAVE;

    int number() {
        return ordinal() + 1;
    }

    static Optional<PortState> of(int number) {
        return number < 1 || number > values().length ? Optional.empty() : Optional.of(values()[number - 1]);
    }
}
