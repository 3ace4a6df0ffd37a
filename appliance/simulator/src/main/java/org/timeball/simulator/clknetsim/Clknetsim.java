package org.timeball.simulator.clknetsim;

import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.Readings;
import org.timeball.simulator.clknetsim.protocol.Reply;
import org.timeball.simulator.clknetsim.protocol.Reply.Adjusted;
import org.timeball.simulator.clknetsim.protocol.Reply.ReferenceSample;
import org.timeball.simulator.clknetsim.protocol.Reply.Registered;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected;
import org.timeball.simulator.clknetsim.protocol.Request;
import org.timeball.simulator.clknetsim.protocol.SocketLink;
import org.timeball.simulator.clknetsim.protocol.TimexFields;
import org.timeball.timekeeping.world.WorldException;

/// The simulation as one of its nodes sees it: one call a request.
final class Clknetsim implements AutoCloseable {
    private static final int TRIES_AT_ONCE = 10;
    private static final long SHORT_PAUSE_MILLIS = 10;
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int CLOCK = 0;

    private final PacketLink link;
    private final int subnets;
    private boolean registered = true;

    private Clknetsim(PacketLink link) {
        this.link = link;
        subnets = Registered.decode(reply()).subnets();
    }

    /// Registers a node and waits until its time has come to start.
    static Clknetsim register(PacketLink link, int node) {
        send(link, new Request.Register(node - 1));
        return new Clknetsim(link);
    }

    /// Waits for the answer to a registration that was sent by whoever opened the link.
    static Clknetsim registered(PacketLink link) {
        return new Clknetsim(link);
    }

    /// Connects to where clknetsim listens. It may be started after its nodes: for 10 s the connection is tried anew.
    static PacketLink connect(String path) throws WorldException {
        long waited = 0;
        for (int tries = 1;; tries++) {
            try {
                return SocketLink.connect(path);
            } catch (WorldException e) {
                if (waited >= PATIENCE_MILLIS) {
                    throw e;
                }
            }
            long pause = tries <= TRIES_AT_ONCE ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS;
            waited += pause;
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorldException("interrupted while connecting to " + path + "; start again", e);
            }
        }
    }

    /// How many networks there are.
    int subnets() {
        return subnets;
    }

    Readings readings() {
        return Reply.Time.decode(ask(new Request.GetTime(CLOCK))).readings();
    }

    Adjusted adjust(TimexFields fields) {
        return Adjusted.decode(ask(new Request.AdjustTimex(CLOCK, fields)));
    }

    /// Lets time pass until a packet comes or `timeout` seconds of the node's monotonic clock are over.
    Selected select(double timeout) {
        return Selected.decode(ask(new Request.Select(Math.max(timeout, 0), true)));
    }

    void send(Payload payload) {
        send(link, new Request.Send(payload));
    }

    Payload receive() {
        return Reply.Received.decode(ask(new Request.Receive())).payload();
    }

    ReferenceSample referenceSample() {
        return ReferenceSample.decode(ask(new Request.GetReferenceSample()));
    }

    double[] referenceOffsets() {
        return Reply.ReferenceOffsets.decode(ask(new Request.GetReferenceOffsets())).offsets();
    }

    private byte[] ask(Request request) {
        send(link, request);
        return reply();
    }

    private static void send(PacketLink link, Request request) {
        try {
            link.send(request.encode());
        } catch (WorldException e) {
            throw new SimulationLost(e.getMessage(), e);
        }
    }

    private byte[] reply() {
        try {
            return link.receive().orElseThrow(() -> new SimulationLost("clknetsim closed the connection; see its log"));
        } catch (WorldException e) {
            throw new SimulationLost(e.getMessage(), e);
        }
    }

    /// Takes leave, so that the others can go on.
    @Override
    public void close() {
        if (!registered) {
            return;
        }
        registered = false;
        try {
            link.send(new Request.Deregister().encode());
        } catch (WorldException _) {
            // The simulation has ended before us; there is nobody to take leave of.
        }
        link.close();
    }
}
