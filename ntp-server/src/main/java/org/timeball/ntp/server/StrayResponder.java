package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.client.RequestSink;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.World;

/// Answers requests that came in on the socket of one of our own sources, which is a client of ours at the same time and
/// uses the server's port for both. On the world's thread.
public final class StrayResponder implements RequestSink {
    private static final int LONGEST = 1_600;

    private final World world;
    private final SnapshotBoard board;
    private final Responder responder;
    private final Tally tally;
    private final ByteBuffer reply = ByteBuffer.allocate(LONGEST);
    private final Arrival arrival = new Arrival();

    /// @param settings of the server; the first endpoint's policy counts
    public StrayResponder(World world, ServerSettings settings, SnapshotBoard board, AccessList access,
            ServerCounters counters, ServerLinks links) {
        this.world = world;
        this.board = board;
        tally = counters.newTally(settings.endpoints().size() + 1);
        responder = new Responder(settings.endpoints().getFirst().policy(), settings.precisionLog2(), access, links,
                tally, counters.newSeed());
    }

    @Override
    public void request(Datagram request, DatagramPort through) {
        if (!(request.from() instanceof Address.Udp client)) {
            return;
        }
        byte[] payload = request.payload();
        if (payload.length > LONGEST) {
            tally.count(Outcome.MALFORMED);
            return;
        }
        arrival.packet(ByteBuffer.wrap(payload), payload.length)
                .from(client.ip().high(), client.ip().low(), client.port())
                .received(request.received().nanos(), request.stampedBy());
        long now = world.clock().now().nanos();
        int length = responder.answer(0, arrival, now, board.current(), reply);
        boolean unsent = false;
        if (length > 0) {
            responder.stamp(0, reply, now);
            unsent = !through.send(client, Arrays.copyOf(reply.array(), length));
        }
        responder.settle(0, unsent);
    }
}
