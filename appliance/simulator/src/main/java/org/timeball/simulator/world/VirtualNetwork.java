package org.timeball.simulator.world;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// What joins the worlds: addresses, and for each direction a delay, its jitter and its loss.
///
/// Packets may overtake one another. Every direction draws from a random source of its own. Where no world has the
/// destination the packet is lost without a word.
public final class VirtualNetwork {
    private final VirtualUniverse universe;
    private final Map<IpAddress, VirtualDatagrams> hosts = new HashMap<>();
    private final Map<Direction, Link> links = new HashMap<>();
    private Path everyday = new Path(Span.ofMicros(100), 0, 0);
    private double duplicates;
    private Consumer<Packet> watcher = packet -> {
    };

    VirtualNetwork(VirtualUniverse universe) {
        this.universe = universe;
    }

    /// What a direction is like.
    ///
    /// @param delay the shortest time on the way
    /// @param jitterSeconds mean of the exponentially distributed time on top
    /// @param loss probability that a packet is lost, 0 to 1
    public record Path(Span delay, double jitterSeconds, double loss) {
        public Path {
            if (delay.isNegative() || !(jitterSeconds >= 0 && jitterSeconds < 1e6) || !(loss >= 0 && loss <= 1)) {
                throw new IllegalArgumentException("no such path: delay " + delay + ", jitter " + jitterSeconds
                        + " s, loss " + loss + "; delay and jitter must be >= 0, loss 0 to 1");
            }
        }
    }

    /// Sets what all directions are like that have no path of their own; 100 us without jitter or loss until then.
    public void everyPath(Path path) {
        everyday = path;
    }

    /// Sets what one direction is like from now on.
    public void path(IpAddress from, IpAddress to, Path path) {
        link(from, to).path = path;
    }

    /// Has packets arrive twice at the same moment.
    ///
    /// @param probability of each packet, 0 to 1; 0 until then
    public void duplicates(double probability) {
        duplicates = probability;
    }

    /// Has somebody see every packet as it is sent, lost ones too.
    public void watch(Consumer<Packet> watcher) {
        this.watcher = watcher;
    }

    /// One packet on the network.
    ///
    /// @param trueNanos true time when it was sent, nanoseconds since 1970
    public record Packet(long trueNanos, Address.Udp from, Address.Udp to, byte[] payload) {
    }

    void attach(IpAddress address, VirtualDatagrams host) {
        if (hosts.putIfAbsent(address, host) != null) {
            throw new IllegalArgumentException("two worlds cannot both have the address " + address);
        }
    }

    /// Sends a packet on its way.
    void carry(IpAddress from, int fromPort, IpAddress to, int toPort, byte[] payload) {
        Link link = link(from, to);
        Path path = link.path != null ? link.path : everyday;
        double luck = link.random.nextDouble();
        double jitterSeconds = path.jitterSeconds * -Math.log1p(-link.random.nextDouble());
        watcher.accept(new Packet(universe.nowNanos(), new Address.Udp(from, fromPort), new Address.Udp(to, toPort),
                payload.clone()));
        if (luck < path.loss) {
            return;
        }
        long delayNanos = path.delay.nanos() + Math.round(jitterSeconds * 1e9);
        int copies = duplicates > 0 && link.random.nextDouble() < duplicates ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            universe.at(universe.nowNanos() + delayNanos, () -> {
                VirtualDatagrams host = hosts.get(to);
                if (host != null) {
                    host.arrived(from, fromPort, to, toPort, payload);
                }
            });
        }
    }

    private Link link(IpAddress from, IpAddress to) {
        return links.computeIfAbsent(new Direction(from, to),
                way -> new Link(universe.random("network " + from + " to " + to)));
    }

    private record Direction(IpAddress from, IpAddress to) {
    }

    private static final class Link {
        private final SplittableRandom random;
        private @Nullable Path path;

        Link(SplittableRandom random) {
            this.random = random;
        }
    }
}
