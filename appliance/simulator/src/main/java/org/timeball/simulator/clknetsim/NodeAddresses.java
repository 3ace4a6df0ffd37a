package org.timeball.simulator.clknetsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.timekeeping.world.IpAddress;

/// Which IP address means which node: node n of network s (both counted from 1) is 192.168.(122+s).n with the
/// broadcast address 192.168.(122+s).255, and in IPv6 fc00::123:SSNN with SS = s - 1 and NN = n in hexadecimal.
final class NodeAddresses {
    private static final int FIRST_V4_NETWORK = 192 << 24 | 168 << 16 | 123 << 8;
    private static final int V4_BROADCAST = 255;
    private static final long V6_HIGH = 0xfc00L << 48;
    private static final long V6_LOW = 0x123L << 16;
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);

    private final int node;
    private final NodeSettings.Families families;
    private final int interfaces;

    /// @param interfaces how many of the networks are interfaces of the node
    NodeAddresses(int node, NodeSettings.Families families, int interfaces) {
        this.node = node;
        this.families = families;
        this.interfaces = interfaces;
    }

    /// @param subnet counted from 0
    /// @param node counted from 0, as on the wire; [Payload#EVERY_NODE] for all
    record Place(int subnet, int node) {
    }

    boolean has(IpAddress family) {
        return families == NodeSettings.Families.BOTH || family.isV4() == (families == NodeSettings.Families.V4);
    }

    static boolean isAny(IpAddress ip) {
        return ip.equals(ANY_V4) || ip.equals(ANY_V6);
    }

    /// Where an address lies; empty if no node can have it.
    Optional<Place> place(IpAddress ip) {
        int subnet;
        int number;
        if (ip.isV4()) {
            int rest = ip.v4Bits() - FIRST_V4_NETWORK;
            subnet = rest >> 8;
            number = rest & 255;
        } else {
            long rest = ip.low() - V6_LOW;
            if (ip.high() != V6_HIGH || rest < 0 || rest > 0xffff) {
                return Optional.empty();
            }
            subnet = (int) rest >> 8;
            number = (int) rest & 255;
        }
        if (subnet < 0 || subnet >= interfaces || number == 0) {
            return Optional.empty();
        }
        boolean broadcast = ip.isV4() && number == V4_BROADCAST;
        return Optional.of(new Place(subnet, broadcast ? Payload.EVERY_NODE : number - 1));
    }

    boolean isOwn(Place place) {
        return place.node() == node - 1;
    }

    /// The address of a node.
    ///
    /// @param subnet counted from 0
    /// @param wireNode counted from 0
    IpAddress address(int subnet, int wireNode, boolean v4) {
        return v4
                ? IpAddress.v4(FIRST_V4_NETWORK + (subnet << 8) + wireNode + 1)
                : new IpAddress(V6_HIGH, V6_LOW + ((long) subnet << 8) + wireNode + 1);
    }

    /// Our own address in a network.
    IpAddress own(int subnet, boolean v4) {
        return address(subnet, node - 1, v4);
    }

    /// The addresses of a node in a network, of the families that there are.
    ///
    /// @param network counted from 1
    /// @param number counted from 1
    List<IpAddress> of(int network, int number) {
        List<IpAddress> found = new ArrayList<>();
        if (network < 1 || network > interfaces || number < 1 || number >= V4_BROADCAST) {
            return found;
        }
        if (has(ANY_V4)) {
            found.add(address(network - 1, number - 1, true));
        }
        if (has(ANY_V6)) {
            found.add(address(network - 1, number - 1, false));
        }
        return found;
    }
}
