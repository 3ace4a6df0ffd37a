package org.timeball.simulator.clknetsim.net;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.ProtocolException;
import org.timeball.simulator.clknetsim.protocol.Readings;
import org.timeball.simulator.clknetsim.protocol.Reply;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected.Event;
import org.timeball.simulator.clknetsim.protocol.Request;
import org.timeball.timekeeping.world.WorldException;

/// One node: its link, its clocks, the packets that wait for it, and what it waits for itself.
final class NodeSession {
    /// How many errors of the reference clock are handed out at a time.
    private static final int OFFSETS_AT_A_TIME = 1024;
    /// A wait that was carried over to network time and back ends within so many units in the last place.
    private static final double ROUNDING = 8;

    private final int number;
    private final NodePlan plan;
    private final ClockNetwork network;
    private final SimulatedClock clock;
    private final ClockHistory history = new ClockHistory();
    private final Deque<Arrived> inbox = new ArrayDeque<>();
    private @Nullable PacketLink link;
    private Phase phase = Phase.EXPECTED;
    private double deadline;
    private boolean reading;
    private boolean terminating;
    private boolean sampling;
    private Reply.ReferenceSample sample = new Reply.ReferenceSample(0, 0, false);

    /// Where a node stands.
    enum Phase {
        EXPECTED,
        RUNNING,
        SELECTING,
        GONE
    }

    private record Arrived(Payload payload, boolean broadcast) {
    }

    /// @param number counted from 1
    NodeSession(int number, NodePlan plan, ClockNetwork network) {
        this.number = number;
        this.plan = plan;
        this.network = network;
        clock = new SimulatedClock(plan);
    }

    int number() {
        return number;
    }

    Phase phase() {
        return phase;
    }

    SimulatedClock clock() {
        return clock;
    }

    ClockHistory history() {
        return history;
    }

    double startSeconds() {
        return plan.startSeconds();
    }

    void registered(PacketLink by) {
        if (link != null) {
            throw new ProtocolException("node " + number + " registered twice");
        }
        link = by;
    }

    boolean isRegistered() {
        return link != null;
    }

    /// Answers the registration: the node's time has come.
    void start() throws WorldException {
        phase = Phase.RUNNING;
        answer(new Reply.Registered(network.subnets(), 1));
    }

    void update(double now) {
        clock.update(now);
        history.add(clock.real() - now, clock.rate() - 1);
        if (sampling && plan.refclock().isPresent()) {
            double error = plan.refclock().get().at(now);
            sample = new Reply.ReferenceSample(clock.real(), clock.real() - now + error, true);
        }
    }

    void deliver(Payload payload, boolean broadcast) {
        if (phase == Phase.RUNNING || phase == Phase.SELECTING) {
            inbox.addLast(new Arrived(payload, broadcast));
        }
    }

    /// Network time at which the node wants to be woken if nothing else changes.
    double wakeTime() {
        return network.now() + Math.max(0, (deadline - clock.monotonic()) / clock.rate());
    }

    /// Wakes the node if its time is up or a packet waits.
    void wakeIfDue() throws WorldException {
        if (deadline - clock.monotonic() <= ROUNDING * Math.ulp(clock.monotonic())) {
            wake(Event.TIMEOUT);
        } else if (reading && !inbox.isEmpty()) {
            wake(inbox.getFirst().broadcast ? Event.BROADCAST : Event.PACKET);
        }
    }

    /// Tells the node that the simulation ends and serves it until it has left.
    void terminate() throws WorldException {
        terminating = true;
        if (phase == Phase.SELECTING) {
            wake(Event.TERMINATE);
        }
        serve();
    }

    private void wake(Event event) throws WorldException {
        phase = Phase.RUNNING;
        Payload first = event == Event.PACKET || event == Event.BROADCAST
                ? inbox.getFirst().payload
                : Payload.NOTHING;
        answer(new Selected(event, first.kind(), first.subnet(), first.node(), first.sourcePort(),
                first.destinationPort(), readings()));
    }

    /// Serves the node until it waits or leaves.
    void serve() throws WorldException {
        while (phase == Phase.RUNNING) {
            PacketLink open = link;
            byte[] packet = open == null ? null : open.receive().orElse(null);
            if (packet == null) {
                throw new ProtocolException("node " + number + " left without DEREGISTER at " + network.now() + " s");
            }
            handle(Request.decode(packet));
        }
    }

    private void handle(Request request) throws WorldException {
        switch (request) {
            case Request.Register _ -> throw new ProtocolException("node " + number + " registered twice");
            case Request.GetTime(int which) -> answer(new Reply.Time(only(which).readings(network.now())));
            case Request.SetTime(int which, double seconds) -> only(which).set(seconds);
            case Request.AdjustTimex(int which, var fields) -> answer(only(which).adjust(fields));
            case Request.Select(double timeout, boolean read) -> select(timeout, read);
            case Request.Send(Payload payload) -> send(payload);
            case Request.Receive() -> answer(new Reply.Received(
                    inbox.isEmpty() ? Payload.NOTHING : inbox.removeFirst().payload));
            case Request.GetReferenceSample() -> {
                sampling = true;
                answer(sample);
            }
            case Request.GetReferenceOffsets() -> answer(offsets());
            case Request.Deregister() -> leave();
        }
    }

    private SimulatedClock only(int which) {
        if (which != 0) {
            throw new ProtocolException("node " + number + " has one clock and asks for number " + which);
        }
        return clock;
    }

    private void select(double timeout, boolean read) throws WorldException {
        if (terminating) {
            phase = Phase.SELECTING;
            wake(Event.TERMINATE);
        } else if (!(timeout > 0)) {
            phase = Phase.SELECTING;
            wake(Event.TIMEOUT);
        } else {
            phase = Phase.SELECTING;
            deadline = clock.monotonic() + timeout;
            reading = read;
            if (read && !inbox.isEmpty()) {
                wakeIfDue();
            }
        }
    }

    private void send(Payload payload) {
        if (!terminating) {
            network.send(number, payload);
        }
    }

    private Reply.ReferenceOffsets offsets() {
        double[] offsets = new double[OFFSETS_AT_A_TIME];
        Signal error = plan.refclock().orElse(Signal.constant(0));
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = error.at(network.now());
        }
        return new Reply.ReferenceOffsets(offsets);
    }

    private Readings readings() {
        return clock.readings(network.now());
    }

    private void leave() throws WorldException {
        phase = Phase.GONE;
        PacketLink open = link;
        if (open != null) {
            if (open.receive().isPresent()) {
                throw new ProtocolException("node " + number + " said more after DEREGISTER");
            }
            open.close();
        }
    }

    private void answer(Reply reply) throws WorldException {
        PacketLink open = link;
        if (open != null) {
            open.send(reply.encode());
        }
    }
}
