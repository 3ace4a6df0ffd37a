package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;

/// Reads a datagram on the NTP port as a request: is it one, of which version and mode, and is its code right?
///
/// Version 1 had no mode field: such a request counts as a client's unless it comes from port 123, which marked a
/// symmetric peer (RFC 1305 appendix B, `reserved` mode). A symmetric peer that is no source of ours is answered as
/// passive, which binds us to nothing (RFC 5905 section 3).
///
/// One thread; allocates nothing and throws on no content.
final class RequestJudge {
    private static final int NTP_PORT = 123;
    private static final int OLDEST_VERSION = 1;
    private static final int NEWEST_VERSION = 4;

    private final HeaderFlyweight header = new HeaderFlyweight();
    private final PacketLayout layout = new PacketLayout();
    private final MacEngine macs;
    private ByteBuffer packet = ByteBuffer.allocate(HeaderFlyweight.BYTES);
    private int length;
    private int version;
    private int answerMode;
    private PacketTail tail = PacketTail.MALFORMED;

    RequestJudge(MacEngine macs) {
        this.macs = macs;
    }

    /// Whether a source of ours might have sent this for itself, and not a client: a server's answer, a broadcast or a
    /// packet of symmetric modes.
    boolean mayBeASources(Arrival arrival) {
        if (arrival.length < HeaderFlyweight.BYTES || arrival.length > arrival.packet.capacity()) {
            return false;
        }
        int mode = header.wrap(arrival.packet).mode();
        return mode == HeaderFlyweight.MODE_ACTIVE || mode == HeaderFlyweight.MODE_PASSIVE
                || mode == HeaderFlyweight.MODE_SERVER || mode == HeaderFlyweight.MODE_BROADCAST;
    }

    /// ANSWERED if it is a request, else why not. The code, if any, is still to be checked.
    Outcome judge(Arrival arrival) {
        packet = arrival.packet;
        length = arrival.length;
        if (length < HeaderFlyweight.BYTES || length > packet.capacity()) {
            return Outcome.MALFORMED;
        }
        if (arrival.port == 0) {
            return Outcome.ADDRESS;
        }
        header.wrap(packet);
        version = header.version();
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            return Outcome.VERSION;
        }
        answerMode = answerTo(header.mode(), version, arrival.port);
        if (answerMode == 0) {
            return Outcome.MODE;
        }
        tail = layout.parse(packet, length, version);
        return tail == PacketTail.MALFORMED ? Outcome.MALFORMED : Outcome.ANSWERED;
    }

    /// @return the mode of an answer, or 0 for none
    private static int answerTo(int mode, int version, int port) {
        if (mode == HeaderFlyweight.MODE_CLIENT
                || version == 1 && mode == HeaderFlyweight.MODE_RESERVED && port != NTP_PORT) {
            return HeaderFlyweight.MODE_SERVER;
        }
        return mode == HeaderFlyweight.MODE_ACTIVE ? HeaderFlyweight.MODE_PASSIVE : 0;
    }

    /// Whether the code is that of one of our keys.
    boolean isCodeRight() {
        return tail == PacketTail.MAC && macs.verify(packet, layout.codeAt(), length, version);
    }

    PacketTail tail() {
        return tail;
    }

    PacketLayout layout() {
        return layout;
    }

    /// The key that the code names.
    long keyId() {
        return Integer.toUnsignedLong(packet.getInt(layout.codeAt()));
    }

    int version() {
        return version;
    }

    /// Of the answer.
    int answerMode() {
        return answerMode;
    }

    /// Of the request.
    HeaderFlyweight header() {
        return header;
    }
}
