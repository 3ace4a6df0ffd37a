package org.timeball.timekeeping.world;

import java.util.Optional;

/// How a datagram socket is to be opened.
///
/// @param local where to bind it; port 0 lets the world choose an unpredictable one
/// @param peer the only address it talks to, if it is to be connected: it hears nobody else, and hears what comes from
///            there even where another socket has the same local address
/// @param device name of the only network interface it uses, such as `eth0`
/// @param dscp differentiated services code point of what it sends, 0 to 63
/// @param transmitStamps whether [Datagrams.DatagramHandler#sent] is to be called for what is sent
/// @param broadcast whether it may send to broadcast addresses
/// @param shared whether other sockets of this program may have the same local address
public record DatagramSpec(Address local, Optional<Address.Udp> peer, Optional<String> device, int dscp,
        boolean transmitStamps, boolean broadcast, boolean shared) {
    /// A device's name has 15 bytes at most (IFNAMSIZ).
    private static final int LONGEST_DEVICE = 15;

    public DatagramSpec {
        if (dscp < 0 || dscp > 63) {
            throw new IllegalArgumentException("dscp is " + dscp + "; it must be 0 to 63");
        }
        if (device.isPresent() && (device.get().isEmpty() || device.get().length() > LONGEST_DEVICE)) {
            throw new IllegalArgumentException("'" + device.get() + "' names no network interface; see ip link");
        }
        if (local instanceof Address.Unix && (peer.isPresent() || device.isPresent() || broadcast)) {
            throw new IllegalArgumentException(local + ": only UDP sockets have a peer, a device or broadcasts");
        }
    }

    /// A plain socket: not connected, any device, nothing special.
    public static DatagramSpec at(Address local) {
        return new DatagramSpec(local, Optional.empty(), Optional.empty(), 0, false, false, false);
    }

    public DatagramSpec connectedTo(Address.Udp only) {
        return new DatagramSpec(local, Optional.of(only), device, dscp, transmitStamps, broadcast, shared);
    }

    /// @param name of a network interface
    public DatagramSpec onDevice(String name) {
        return new DatagramSpec(local, peer, Optional.of(name), dscp, transmitStamps, broadcast, shared);
    }

    public DatagramSpec withDscp(int codePoint) {
        return new DatagramSpec(local, peer, device, codePoint, transmitStamps, broadcast, shared);
    }

    public DatagramSpec withTransmitStamps() {
        return new DatagramSpec(local, peer, device, dscp, true, broadcast, shared);
    }

    public DatagramSpec withBroadcast() {
        return new DatagramSpec(local, peer, device, dscp, transmitStamps, true, shared);
    }

    public DatagramSpec sharingItsPort() {
        return new DatagramSpec(local, peer, device, dscp, transmitStamps, broadcast, true);
    }
}
