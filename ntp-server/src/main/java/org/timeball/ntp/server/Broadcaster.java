package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import java.util.List;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.tinylog.Logger;

/// Sends the time unasked, in mode 5 (RFC 5905 section 3), from the NTP port.
///
/// Silent while the snapshot does not vouch for the clock: a broadcast client cannot ask. On the world's thread.
public final class Broadcaster implements AutoCloseable {
    private static final int VERSION = 4;

    private final World world;
    private final ServerPort port;
    private final SnapshotBoard board;
    private final HeaderWriter writer;
    private final Timer[] timers;
    private boolean refused;
    private boolean closed;

    /// Sends the first packets one interval from now.
    ///
    /// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0
    /// @param served what time is given away
    public Broadcaster(World world, ServerPort port, SnapshotBoard board, int precisionLog2, ServedTime served,
            List<BroadcastSettings> broadcasts) {
        this.world = world;
        this.port = port;
        this.board = board;
        writer = new HeaderWriter(precisionLog2, served);
        timers = new Timer[broadcasts.size()];
        for (int i = 0; i < timers.length; i++) {
            arm(i, broadcasts.get(i));
        }
    }

    private void arm(int index, BroadcastSettings broadcast) {
        timers[index] = world.timers().after(broadcast.interval(), () -> {
            if (!closed) {
                arm(index, broadcast);
                send(broadcast);
            }
        });
    }

    private void send(BroadcastSettings broadcast) {
        TimingSnapshot snapshot = board.current();
        ByteBuffer packet = ByteBuffer.allocate(HeaderFlyweight.BYTES);
        long now = world.clock().now().nanos();
        if (!snapshot.vouchesAt(now)) {
            return;
        }
        writer.on(packet).write(VERSION, HeaderFlyweight.MODE_BROADCAST, broadcast.pollLog2(), 0, 0, snapshot, now);
        writer.transmitTime(writer.stampOf(now));
        if (!port.send(broadcast.to(), packet.array()) && !refused) {
            refused = true;
            Logger.warn("a broadcast to {} is refused; check the address and the route to it. Further ones are not"
                    + " logged", broadcast.to());
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Timer timer : timers) {
            timer.cancel();
        }
    }
}
