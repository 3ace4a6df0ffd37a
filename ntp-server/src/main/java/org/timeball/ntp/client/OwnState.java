package org.timeball.ntp.client;

import org.timeball.ntp.wire.ReferenceId;
import org.timeball.ntp.wire.ShortFormat;

/// What we say of our own clock in packets: sent to peers, and compared with what servers say so that we do not follow
/// ourselves.
///
/// @param leap 0 to 3
/// @param stratum 1 to 15, or 0 while unsynchronised
/// @param rootDelay in [ShortFormat]
/// @param rootDispersion in [ShortFormat]
/// @param referenceId see [ReferenceId]
/// @param referenceTime an NTP timestamp; 0 when never synchronised
public record OwnState(int leap, int stratum, int rootDelay, int rootDispersion, int referenceId,
        long referenceTime) {
    /// Never synchronised.
    public static final OwnState UNSYNCHRONISED = new OwnState(3, 0, 0, ShortFormat.MAX, ReferenceId.INIT, 0);
}
