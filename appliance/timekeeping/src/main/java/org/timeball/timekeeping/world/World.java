package org.timeball.timekeeping.world;

/// The surroundings of one daemon. Real (Linux) and simulated worlds are peers behind this interface.
public interface World {
    /// The clock that is disciplined.
    SystemClock clock();

    /// Timers on the monotonic clock.
    Timers timers();

    /// Host names.
    Names names();

    /// Random bits.
    RandomSource random();

    /// UDP and Unix datagram sockets whose datagrams carry their time of arrival.
    Datagrams datagrams();

    /// Serial lines and whatever else yields a stream of bytes.
    Devices devices();

    /// Small files: drift, keys, logs, pid.
    Files files();

    /// TCP connections; a world has none unless it says otherwise.
    default Streams streams() {
        return Streams.NONE;
    }

    /// Pulse devices and shared memory; a world has none unless it says otherwise.
    default ReferenceDevices references() {
        return ReferenceDevices.NONE;
    }

    /// Network cards that stamp packets; a world has none unless it says otherwise.
    default NetworkCards cards() {
        return NetworkCards.NONE;
    }

    /// Programs that the daemon starts; a world has none unless it says otherwise.
    default Processes processes() {
        return Processes.NONE;
    }
}
