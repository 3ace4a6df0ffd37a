package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.List;
import org.timeball.linux.udp.PortSharing;
import org.timeball.linux.udp.UdpBatch;
import org.timeball.ntp.access.AccessList;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The threads that answer NTP clients on Linux, named `ntp-v4-0`, `ntp-v6-0` and so on.
///
/// Each has a socket of its own on the shared port and reads the newest snapshot for every batch; they share nothing
/// that is written. Where the machine has no IPv6 they serve IPv4 only, with one line in the log.
public final class LinuxResponders implements AutoCloseable {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);
    /// Ports to try when any free one will do but the one chosen for the first address is taken on another.
    private static final int PORT_ATTEMPTS = 10;
    private static final long JOIN_MILLIS = 400;

    private final List<UdpBatch> batches;
    private final List<ResponderLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int port;

    private LinuxResponders(List<UdpBatch> batches) {
        this.batches = batches;
        port = batches.getFirst().local().port();
    }

    /// Opens the sockets and starts the threads.
    ///
    /// @param timescale how kernel timestamps read on the clock that the snapshot is about
    /// @throws WorldException if an address or port cannot be had; nothing is left open then
    public static LinuxResponders start(ServerSettings settings, SnapshotBoard board, KernelTimescale timescale,
            AccessList access, ServerCounters counters) throws WorldException {
        LinuxResponders responders = new LinuxResponders(open(settings));
        for (UdpBatch batch : responders.batches) {
            String family = batch.local().ip().isV4() ? "ntp-v4-" : "ntp-v6-";
            long number = responders.loops.stream().filter(loop -> loop.name().startsWith(family)).count();
            responders.loops.add(new ResponderLoop(family + number, batch, settings.precisionLog2(), board, timescale,
                    access, counters.newTally()));
        }
        for (ResponderLoop loop : responders.loops) {
            responders.threads.add(Thread.ofPlatform().name(loop.name()).daemon().start(loop));
        }
        return responders;
    }

    /// The UDP port that is served.
    public int port() {
        return port;
    }

    private static List<UdpBatch> open(ServerSettings settings) throws WorldException {
        int attempt = 1;
        while (true) {
            List<UdpBatch> batches = new ArrayList<>();
            try {
                openAll(settings, batches);
                return batches;
            } catch (WorldException e) {
                batches.forEach(UdpBatch::close);
                if (settings.port() != 0 || batches.isEmpty() || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
                attempt++;
            }
        }
    }

    private static void openAll(ServerSettings settings, List<UdpBatch> batches) throws WorldException {
        if (settings.addresses().isEmpty()) {
            openShared(ANY_V4, settings, batches);
            openV6(settings, batches);
        } else {
            for (IpAddress address : settings.addresses()) {
                openShared(address, settings, batches);
            }
        }
    }

    private static void openV6(ServerSettings settings, List<UdpBatch> batches) throws WorldException {
        try {
            openShared(ANY_V6, settings, batches);
        } catch (WorldException e) {
            if (!UdpBatch.meansNoSuchFamily(e)) {
                throw e;
            }
            Logger.info("NTP is served over IPv4 only: {}", e.getMessage());
        }
    }

    /// Adds the sockets of one address, on the port of those before it.
    private static void openShared(IpAddress address, ServerSettings settings, List<UdpBatch> batches)
            throws WorldException {
        int threads = settings.threadsPerAddress();
        for (int i = 0; i < threads; i++) {
            PortSharing sharing = threads == 1 ? PortSharing.ALONE : i == 0 ? PortSharing.FIRST : PortSharing.JOIN;
            int port = batches.isEmpty() ? settings.port() : batches.getFirst().local().port();
            batches.add(new UdpBatch(new Address.Udp(address, port), sharing, settings.receiveBufferBytes()));
        }
    }

    /// Stops the threads and closes the sockets; returns within half a second.
    @Override
    public void close() {
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
