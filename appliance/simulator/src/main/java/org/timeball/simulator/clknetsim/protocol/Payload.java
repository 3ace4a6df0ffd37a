package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;

/// One message between two nodes, as SEND and RECV carry it.
///
/// Layout: type 0 (u32), subnet 4, node 8, source port 12, destination port 16, length 20, data 24.
///
/// @param kind what it is; NONE where a queue is empty
/// @param subnet counted from 0
/// @param node counted from 0: where it goes to in SEND, where it comes from in RECV; [#EVERY_NODE] is a broadcast
/// @param sourcePort port of the sender
/// @param destinationPort port of the receiver
/// @param data at most 4000 bytes
public record Payload(Kind kind, int subnet, int node, int sourcePort, int destinationPort, byte[] data) {
    public static final int EVERY_NODE = 0xffff_ffff;
    public static final int LARGEST = 4000;
    /// What RECV gives where nothing waits.
    public static final Payload NOTHING = new Payload(Kind.NONE, 0, 0, 0, 0, new byte[0]);
    private static final int HEAD = 24;

    public Payload {
        if (data.length > LARGEST) {
            throw new IllegalArgumentException(
                    "a packet of " + data.length + " bytes is too long; clknetsim carries at most " + LARGEST);
        }
    }

    /// What a message is, by its number on the wire. Unix datagrams are UDP.
    public enum Kind {
        NONE,
        UDP,
        TCP_CONNECT,
        TCP_DATA,
        TCP_DISCONNECT;

        static Kind of(int number) {
            if (number < 0 || number >= values().length) {
                throw new ProtocolException("there is no kind of packet " + number + "; is this a newer clknetsim?");
            }
            return values()[number];
        }
    }

    int size() {
        return HEAD + data.length;
    }

    void write(ByteBuffer to) {
        to.putInt(kind.ordinal()).putInt(subnet).putInt(node).putInt(sourcePort).putInt(destinationPort)
                .putInt(data.length).put(data);
    }

    static Payload read(ByteBuffer from) {
        if (from.remaining() < HEAD) {
            throw new ProtocolException("a packet has " + from.remaining() + " bytes, fewer than its head");
        }
        Kind kind = Kind.of(from.getInt());
        int subnet = from.getInt();
        int node = from.getInt();
        int sourcePort = from.getInt();
        int destinationPort = from.getInt();
        int length = from.getInt();
        if (length < 0 || length > LARGEST || length != from.remaining()) {
            throw new ProtocolException("a packet says it has %d bytes and has %d".formatted(length, from.remaining()));
        }
        byte[] data = new byte[length];
        from.get(data);
        return new Payload(kind, subnet, node, sourcePort, destinationPort, data);
    }
}
