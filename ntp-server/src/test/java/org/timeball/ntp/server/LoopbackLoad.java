package org.timeball.ntp.server;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// Measures one responder thread on loopback: answers a second and CPU time an answer.
///
/// A program, not a test. Arguments: seconds a phase (5), requests in flight (1 is a ping, 512 fills the batches). The
/// generator is one Java thread, which sets the limit where it is slower than the responder; the CPU time is the
/// responder's alone. On loopback that includes delivering the answer to the generator's socket.
final class LoopbackLoad {
    private static final int CLIENTS = 16;

    private LoopbackLoad() {
    }

    public static void main(String[] arguments) throws WorldException, IOException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int inFlight = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow"));
        SnapshotBoard board = new SnapshotBoard(Snapshots.locked(System.currentTimeMillis() * 1_000_000,
                LeapIndicator.NONE, Span.ofSeconds(3_600)));
        ServerCounters counters = new ServerCounters(1);
        try (LinuxResponders responders = LinuxResponders.start(
                new ServerSettings(List.of(Endpoint.onPort(0)), 1, -23, 6 << 20), board, KernelTimescale.SAME,
                access, counters)) {
            for (int phase = 0; phase < 4; phase++) {
                run(responders.port(), seconds, inFlight, counters, phase == 0 ? "warm-up" : "phase " + phase);
            }
        }
    }

    private static void run(int port, int seconds, int inFlight, ServerCounters counters, String name)
            throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("ntp-v4-0"))
                .findFirst().orElseThrow().threadId();
        long answered = counters.answered();
        long cpu = threads.getThreadCpuTime(id);
        long allocated = threads.getThreadAllocatedBytes(id);
        long start = System.nanoTime();
        long got = generate(port, start + seconds * 1_000_000_000L, inFlight);
        double took = (System.nanoTime() - start) * 1e-9;
        answered = counters.answered() - answered;
        cpu = threads.getThreadCpuTime(id) - cpu;
        System.out.printf("%s: %,.0f answers/s, CPU %,d ns an answer, %d bytes allocated, %,d answers never arrived%n",
                name, answered / took, cpu / Math.max(1, answered), threads.getThreadAllocatedBytes(id) - allocated,
                answered - got);
    }

    /// @return answers that arrived
    private static long generate(int port, long end, int inFlight) throws IOException {
        List<DatagramChannel> clients = new ArrayList<>();
        long got = 0;
        try {
            for (int i = 0; i < CLIENTS; i++) {
                DatagramChannel client = DatagramChannel.open();
                clients.add(client);
                client.configureBlocking(false);
                client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
            ByteBuffer request = Packets.request(4, 1);
            ByteBuffer answer = ByteBuffer.allocateDirect(100);
            int waiting = 0;
            long lastAnswer = System.nanoTime();
            for (long now = lastAnswer; now < end; now = System.nanoTime()) {
                for (DatagramChannel client : clients) {
                    while (client.read(answer.clear()) > 0) {
                        got++;
                        waiting = Math.max(0, waiting - 1);
                        lastAnswer = now;
                    }
                    if (waiting < inFlight) {
                        for (int i = 0; i < Math.max(1, inFlight / CLIENTS); i++) {
                            client.write(request.rewind());
                            waiting++;
                        }
                    }
                }
                // What was lost will not come: start anew.
                waiting = now - lastAnswer > 100_000_000 ? 0 : waiting;
            }
        } finally {
            for (DatagramChannel client : clients) {
                client.close();
            }
        }
        return got;
    }
}
