package org.timeball.simulator.clknetsim;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clknetsim.NodeAddresses.Place;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;

/// One open datagram socket of a node, and how well a packet fits it.
final class NodeSocket implements DatagramPort {
    static final int NO_MATCH = -1;
    private static final int FOR_BROADCAST = 4;
    private static final int CONNECTED = 2;
    private static final int OWN_ADDRESS = 1;

    private final NodeDatagrams datagrams;
    private final DatagramSpec spec;
    private final Address local;
    private final int port;
    private final Bound bound;
    private final @Nullable Place peer;
    private final DatagramHandler handler;
    private boolean open = true;

    /// Which packets a socket's own address lets in.
    ///
    /// @param subnet counted from 0; [#EVERY] where it is not bound to one
    /// @param broadcast bound to the broadcast address
    record Bound(int subnet, boolean broadcast) {
        static final int EVERY = -1;
        /// Bound to loopback, where nothing ever comes.
        static final int NONE = -2;
    }

    /// @param local the address in force
    /// @param port clknetsim's number for it
    NodeSocket(NodeDatagrams datagrams, DatagramSpec spec, Address local, int port, Bound bound, Optional<Place> peer,
            DatagramHandler handler) {
        this.datagrams = datagrams;
        this.spec = spec;
        this.local = local;
        this.port = port;
        this.bound = bound;
        this.peer = peer.orElse(null);
        this.handler = handler;
    }

    DatagramSpec spec() {
        return spec;
    }

    int port() {
        return port;
    }

    DatagramHandler handler() {
        return handler;
    }

    boolean isOpen() {
        return open;
    }

    boolean isUnix() {
        return local instanceof Address.Unix;
    }

    boolean isV4() {
        return local instanceof Address.Udp udp && udp.ip().isV4();
    }

    boolean isConnected() {
        return peer != null;
    }

    @Override
    public Address local() {
        return local;
    }

    /// How well a UDP packet fits: the larger the better, or [#NO_MATCH].
    int match(Payload packet, boolean isBroadcast) {
        int match = 0;
        if (port != packet.destinationPort() || bound.subnet != Bound.EVERY && bound.subnet != packet.subnet()
                || bound.broadcast && !isBroadcast) {
            return NO_MATCH;
        }
        if (bound.subnet != Bound.EVERY) {
            match += bound.broadcast ? FOR_BROADCAST : OWN_ADDRESS;
        }
        if (peer == null) {
            return match;
        }
        boolean fromPeer = peer.subnet() == packet.subnet() && peer.node() == packet.node()
                && spec.peer().map(Address.Udp::port).orElse(0) == packet.sourcePort();
        return fromPeer ? match + CONNECTED : NO_MATCH;
    }

    @Override
    public boolean send(Address to, byte[] payload) {
        return open && datagrams.send(this, to, payload);
    }

    @Override
    public void close() {
        open = false;
        datagrams.closed(this);
    }
}
