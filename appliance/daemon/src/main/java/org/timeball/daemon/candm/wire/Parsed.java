package org.timeball.daemon.candm.wire;

import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.Status;

/// A request's bytes, understood or not.
public sealed interface Parsed {
    record Understood(Request request) implements Parsed {
    }

    /// @param status what the sender is told
    record Refused(Status status) implements Parsed {
    }
}
