package org.timeball.ntp.client;

import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;

/// Takes requests that come in on a client's socket: of a source that is also a client of ours, where both use the
/// server's port (`acquisitionport 123`, peers).
@FunctionalInterface
public interface RequestSink {
    /// @param through where the answer is to leave
    void request(Datagram request, DatagramPort through);
}
