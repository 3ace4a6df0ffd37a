package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;

/// A responder that everybody may ask, with the clients of a test; each request is taken all the way at once.
public final class BareResponder {
    static final IpAddress CLIENT = IpAddress.v4(192, 0, 2, 1);

    final AccessList access = new AccessList();
    final ServerCounters counters;
    final Responder responder;
    private final Arrival arrival = new Arrival();
    private IpAddress client = CLIENT;

    BareResponder(int precisionLog2) {
        this(precisionLog2, EndpointPolicy.DEFAULT, ServerLinks.none(), ClientLogSettings.DEFAULT);
    }

    public BareResponder(int precisionLog2, EndpointPolicy policy, ServerLinks links, ClientLogSettings log) {
        access.apply(AccessRule.parse("allow"));
        counters = new ServerCounters(7, log);
        responder = new Responder(policy, precisionLog2, access, links, counters.newTally(1), 7);
    }

    /// Who asks from here on.
    public void from(IpAddress other) {
        client = other;
    }

    /// One request from judging to counting.
    public int answer(ByteBuffer request, int length, int port, long receivedNanos, long transmitNanos,
            TimingSnapshot snapshot, ByteBuffer reply) {
        arrival.packet(request, length).from(client.high(), client.low(), port).received(receivedNanos, Stamp.KERNEL);
        int answered = responder.answer(0, arrival, transmitNanos, snapshot, reply);
        if (answered > 0) {
            responder.stamp(0, reply, transmitNanos);
        }
        responder.settle(0, false);
        return answered;
    }

    Outcome outcome() {
        return responder.outcome(0);
    }
}
