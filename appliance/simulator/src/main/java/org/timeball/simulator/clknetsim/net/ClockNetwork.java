package org.timeball.simulator.clknetsim.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.timeball.simulator.clknetsim.net.NodeSession.Phase;
import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.ProtocolException;
import org.timeball.simulator.clknetsim.protocol.Request;
import org.timeball.timekeeping.world.WorldException;

/// A network of nodes in simulated time.
///
/// Time goes from event to event: an update of the clocks each second, a packet's arrival, the end of a node's wait.
/// What happens at one instant happens in the order of the nodes' numbers, so that the same draws give the same run.
public final class ClockNetwork {
    /// A TCP message takes this long and is never lost.
    private static final double TCP_DELAY = 1e-3;

    private final int subnets;
    private final List<NodeSession> nodes = new ArrayList<>();
    private final Map<Way, Signal> delays = new HashMap<>();
    private final PriorityQueue<Delivery> underWay = new PriorityQueue<>(
            Comparator.comparingDouble(Delivery::seconds).thenComparingLong(Delivery::order));
    private final PacketLog log = new PacketLog();
    private double now;
    private long sent;

    private record Way(int from, int to) {
    }

    private record Delivery(double seconds, long order, int to, Payload payload, boolean broadcast) {
    }

    /// @param subnets how many networks every node is on
    public ClockNetwork(int subnets, List<NodePlan> plans) {
        this.subnets = subnets;
        for (NodePlan plan : plans) {
            nodes.add(new NodeSession(nodes.size() + 1, plan, this));
        }
    }

    /// Sets how long packets are on the way from one node to another, in seconds; what is not above 0 is lost, and so
    /// is everything where no delay was set.
    ///
    /// @param from counted from 1
    public void delay(int from, int to, Signal seconds) {
        delays.put(new Way(from, to), seconds);
    }

    int subnets() {
        return subnets;
    }

    /// Network time, seconds.
    public double now() {
        return now;
    }

    public PacketLog packets() {
        return log;
    }

    /// How a node's clock stood, second by second.
    ///
    /// @param number counted from 1
    public ClockHistory history(int number) {
        return nodes.get(number - 1).history();
    }

    /// Runs until the limit, then ends the nodes, the last first.
    ///
    /// @param links one for each node, in any order: the registrations tell them apart
    /// @param limitSeconds network time
    /// @throws WorldException if a link fails
    /// @throws ProtocolException if a node does what the protocol does not allow
    public void run(List<PacketLink> links, double limitSeconds) throws WorldException {
        for (PacketLink link : links) {
            register(link);
        }
        long seconds = 0;
        update();
        while (true) {
            startThoseWhoseTimeHasCome();
            serveAll();
            double next = Math.min(seconds + 1, nextEvent());
            if (next > limitSeconds) {
                break;
            }
            advance(next);
            if (next >= seconds + 1) {
                seconds++;
                update();
            }
            deliverDue();
            for (NodeSession node : nodes) {
                if (node.phase() == Phase.SELECTING) {
                    node.wakeIfDue();
                    node.serve();
                }
            }
        }
        for (NodeSession node : nodes.reversed()) {
            if (node.phase() != Phase.EXPECTED) {
                node.terminate();
            }
        }
    }

    private void register(PacketLink link) throws WorldException {
        byte[] packet = link.receive().orElseThrow(() -> new ProtocolException("a node left without REGISTER"));
        if (!(Request.decode(packet) instanceof Request.Register(int node)) || node < 0 || node >= nodes.size()) {
            throw new ProtocolException("a node's first request is not REGISTER with a number below " + nodes.size());
        }
        nodes.get(node).registered(link);
    }

    private void startThoseWhoseTimeHasCome() throws WorldException {
        for (NodeSession node : nodes) {
            if (node.phase() == Phase.EXPECTED && node.isRegistered() && node.startSeconds() <= now) {
                node.start();
            }
        }
    }

    private void serveAll() throws WorldException {
        for (NodeSession node : nodes) {
            node.serve();
        }
    }

    private double nextEvent() {
        double next = underWay.isEmpty() ? Double.POSITIVE_INFINITY : underWay.peek().seconds;
        for (NodeSession node : nodes) {
            if (node.phase() == Phase.SELECTING) {
                next = Math.min(next, node.wakeTime());
            } else if (node.phase() == Phase.EXPECTED && node.isRegistered()) {
                next = Math.min(next, node.startSeconds());
            }
        }
        return Math.max(next, now);
    }

    private void advance(double to) {
        for (NodeSession node : nodes) {
            node.clock().advance(to - now);
        }
        now = to;
    }

    private void update() {
        for (NodeSession node : nodes) {
            node.update(now);
        }
    }

    private void deliverDue() {
        while (!underWay.isEmpty() && underWay.peek().seconds <= now) {
            Delivery due = underWay.remove();
            nodes.get(due.to - 1).deliver(due.payload, due.broadcast);
        }
    }

    /// Puts a packet on its way.
    void send(int from, Payload payload) {
        if (payload.subnet() < 0 || payload.subnet() >= subnets) {
            return;
        }
        if (payload.node() != Payload.EVERY_NODE) {
            send(from, payload.node() + 1, payload, false);
            return;
        }
        for (NodeSession node : nodes) {
            if (node.number() != from) {
                send(from, node.number(), payload, true);
            }
        }
    }

    private void send(int from, int to, Payload payload, boolean broadcast) {
        if (to < 1 || to > nodes.size()) {
            return;
        }
        Signal seconds = delays.getOrDefault(new Way(from, to), Signal.constant(-1));
        double delay = payload.kind() == Payload.Kind.UDP ? seconds.at(now) : TCP_DELAY;
        Payload received = new Payload(payload.kind(), payload.subnet(), from - 1, payload.sourcePort(),
                payload.destinationPort(), payload.data());
        PacketLog.Entry entry = new PacketLog.Entry(now, from, to, delay, received);
        log.add(entry);
        if (!entry.isLost()) {
            underWay.add(new Delivery(now + delay, sent++, to, received, broadcast));
        }
    }
}
