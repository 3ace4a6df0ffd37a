package org.timeball.ntp.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// An NTP server that does what a test tells it, right by default: basic and interleaved mode, keys.
final class ScriptedServer implements DatagramHandler {
    final List<Datagram> requests = new ArrayList<>();
    int stratum = 1;
    int leap;
    int referenceId = ReferenceId.ofCode("TEST");
    long referenceTime = 1;
    int rootDelay;
    int rootDispersion;
    boolean silent;
    boolean interleaves = true;
    Span processing = Span.ZERO;
    /// Changes a reply before it is signed and sent.
    UnaryOperator<byte[]> forge = reply -> reply;
    /// Changes a reply that is signed already.
    UnaryOperator<byte[]> tamper = reply -> reply;

    private final VirtualWorld world;
    private final MacEngine keys;
    private final DatagramPort port;
    private final Map<IpAddress, Exchange> exchanges = new HashMap<>();

    private record Exchange(long received, long replied, SystemInstant left) {
    }

    ScriptedServer(VirtualWorld world, IpAddress address, int port, KeyRing ring) throws WorldException {
        this.world = world;
        keys = new MacEngine(ring);
        this.port = world.datagrams().open(DatagramSpec.at(new Address.Udp(address, port)).withTransmitStamps(), this);
    }

    @Override
    public void received(Datagram request) {
        requests.add(request);
        if (!silent) {
            world.timers().after(processing, () -> reply(request));
        }
    }

    private void reply(Datagram request) {
        ByteBuffer packet = ByteBuffer.wrap(request.payload());
        HeaderFlyweight asked = new HeaderFlyweight().wrap(packet);
        IpAddress client = ((Address.Udp) request.from()).ip();
        @Nullable
        Exchange before = exchanges.get(client);
        boolean interleaved = interleaves && before != null && asked.originTime() == before.received
                && asked.receiveTime() != asked.transmitTime();
        long received = NtpTimestamp.ofUnixNanos(request.received().nanos());
        SystemInstant now = world.clock().now();
        SystemInstant transmit = interleaved && before != null ? before.left : now;
        ByteBuffer reply = ByteBuffer.allocate(200);
        HeaderFlyweight header = new HeaderFlyweight().wrap(reply);
        header.leapVersionMode(leap, asked.version(), HeaderFlyweight.MODE_SERVER).stratum(stratum).poll(asked.poll())
                .precision(-24).rootDelay(rootDelay).rootDispersion(rootDispersion).referenceId(referenceId)
                .referenceTime(referenceTime).originTime(interleaved ? asked.receiveTime() : asked.transmitTime())
                .receiveTime(received).transmitTime(NtpTimestamp.ofUnixNanos(transmit.nanos()));
        exchanges.put(client, new Exchange(received, header.transmitTime(), now));
        byte[] forged = forge.apply(Arrays.copyOf(reply.array(), HeaderFlyweight.BYTES));
        port.send(request.from(), tamper.apply(sign(packet, asked.version(), forged)));
    }

    /// Signs with the key that the request was signed with.
    private byte[] sign(ByteBuffer request, int version, byte[] reply) {
        PacketLayout layout = new PacketLayout();
        if (layout.parse(request, request.capacity(), version) != PacketTail.MAC) {
            return reply;
        }
        ByteBuffer packet = ByteBuffer.allocate(200);
        packet.put(0, reply);
        int length = keys.sign(Integer.toUnsignedLong(request.getInt(layout.codeAt())), packet, reply.length, version);
        return length < 0 ? reply : Arrays.copyOf(packet.array(), length);
    }

    /// Sends what the test made, from the server's own port.
    void send(Address to, byte[] packet) {
        port.send(to, packet);
    }

    @Override
    public void sent(byte[] payload, SystemInstant at, Stamp by) {
        if (payload.length < HeaderFlyweight.BYTES) {
            return;
        }
        long transmit = new HeaderFlyweight().wrap(ByteBuffer.wrap(payload)).transmitTime();
        exchanges.replaceAll((client, exchange) -> exchange.replied == transmit
                ? new Exchange(exchange.received, exchange.replied, at)
                : exchange);
    }
}
