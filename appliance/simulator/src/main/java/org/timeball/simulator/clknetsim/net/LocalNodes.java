package org.timeball.simulator.clknetsim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.simulator.clknetsim.NodeSettings;
import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.SocketLink;
import org.timeball.timekeeping.world.WorldException;

/// Nodes that are threads of this process, joined to a network by real sockets.
///
/// Though there are many threads, only one runs at a time: a node runs while the network waits for it.
public final class LocalNodes {
    private final List<NodeSettings> settings = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// No nodes yet.
    public LocalNodes() {
    }

    /// What a node does once its time has come. The world is closed when it returns.
    @FunctionalInterface
    public interface Program {
        void run(ClknetsimWorld world) throws WorldException;
    }

    public LocalNodes add(NodeSettings place, Program program) {
        settings.add(place);
        programs.add(program);
        return this;
    }

    /// Runs a network with these nodes until its limit, and waits for their end.
    ///
    /// @param limitSeconds network time
    /// @throws IllegalStateException if a node or the network failed; the cause says how
    public void run(ClockNetwork network, double limitSeconds) throws WorldException {
        List<PacketLink> links = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            List<SocketLink> pair = SocketLink.pair();
            links.add(pair.getFirst());
            threads.add(start(settings.get(i), programs.get(i), pair.getLast()));
        }
        try {
            network.run(links, limitSeconds);
        } catch (RuntimeException e) {
            // A node that failed is the cause, rather than that the network missed it.
            failure.compareAndSet(null, e);
        } finally {
            links.forEach(PacketLink::close);
            join(threads);
        }
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException("the simulation failed at " + network.now() + " s: " + why, why);
        }
    }

    private Thread start(NodeSettings place, Program program, PacketLink link) {
        return Thread.ofPlatform().name("node " + place.number()).start(() -> {
            try {
                ClknetsimWorld world = ClknetsimWorld.join(place, link, e -> {
                    throw e;
                });
                program.run(world);
                world.close();
            } catch (RuntimeException | Error | WorldException e) {
                failure.compareAndSet(null, e);
            } finally {
                link.close();
            }
        });
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
