package org.timeball.daemon.candm.server;

import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;

/// Counts requests, and knows who asks too often (`cmdratelimit`).
@FunctionalInterface
public interface CommandTally {
    /// Counts nothing and finds nobody asking too often.
    CommandTally NONE = (_, _) -> false;

    /// Counts one request. Those over the Unix socket have no client to count for: they count in the total alone.
    ///
    /// @param from who asks
    /// @param at our clock when it arrived
    /// @return whether the sender exceeds its rate, and this request is one to be dropped; loopback and the Unix socket
    ///         are answered all the same
    boolean exceeds(Address from, SystemInstant at);
}
