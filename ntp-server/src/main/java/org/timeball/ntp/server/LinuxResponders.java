package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.List;
import org.timeball.linux.udp.ArrivalStamps;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// The threads that answer NTP clients on Linux, named `ntp-v4-0`, `ntp-v6-0` and so on.
///
/// Each has a socket of its own on the shared port and reads the newest snapshot for every batch; they share nothing
/// that is written. All requests of one client address come to the same thread, which so knows its rate and the times
/// of its answers. Where the machine has no IPv6 they serve IPv4 only, with one line in the log.
public final class LinuxResponders implements ServerPort {
    private static final long JOIN_MILLIS = 400;
    private static final long STAMPS_NANOS = 200_000_000;

    private final List<UdpBatch> batches = new ArrayList<>();
    private final List<ResponderLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int port;
    private volatile boolean closed;

    private LinuxResponders(int port) {
        this.port = port;
    }

    /// Without keys, NTS and symmetric peers.
    public static LinuxResponders start(ServerSettings settings, SnapshotBoard board, KernelTimescale timescale,
            AccessList access, ServerCounters counters) throws WorldException {
        return start(settings, board, timescale, access, counters, ServerLinks.none());
    }

    /// Opens the sockets, waits up to 0.2 s until the kernel stamps what they receive, and starts the threads.
    ///
    /// @param timescale how kernel timestamps read on the clock that the snapshot is about
    /// @throws WorldException if an address or port cannot be had; nothing is left open then
    public static LinuxResponders start(ServerSettings settings, SnapshotBoard board, KernelTimescale timescale,
            AccessList access, ServerCounters counters, ServerLinks links) throws WorldException {
        List<LinuxSockets.Served> sockets = LinuxSockets.open(settings, links.cards().any());
        ArrivalStamps.await(STAMPS_NANOS);
        LinuxResponders responders = new LinuxResponders(sockets.getFirst().batch().local().port());
        for (LinuxSockets.Served socket : sockets) {
            String family = socket.batch().local().ip().isV4() ? "ntp-v4-" : "ntp-v6-";
            long number = responders.loops.stream().filter(loop -> loop.name().startsWith(family)).count();
            Tally tally = counters.newTally(sockets.size());
            Responder responder = new Responder(socket.endpoint().policy(), settings.precisionLog2(), access, links,
                    tally, counters.newSeed());
            responders.batches.add(socket.batch());
            responders.loops.add(new ResponderLoop(family + number, socket.batch(), board, timescale,
                    links, tally, responder));
        }
        for (ResponderLoop loop : responders.loops) {
            responders.threads.add(Thread.ofPlatform().name(loop.name()).daemon().start(loop));
        }
        return responders;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean send(Address.Udp to, byte[] payload) {
        if (closed) {
            return false;
        }
        for (UdpBatch batch : batches) {
            if (batch.local().ip().isV4() == to.ip().isV4()) {
                return batch.send(to, payload);
            }
        }
        return false;
    }

    /// Stops the threads and closes the sockets; returns within half a second.
    @Override
    public void close() {
        closed = true;
        loops.forEach(ResponderLoop::stop);
        long deadline = System.nanoTime() + JOIN_MILLIS * 1_000_000;
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); i++) {
            long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            try {
                threads.get(i).join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!threads.get(i).isAlive()) {
                batches.get(i).close();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
