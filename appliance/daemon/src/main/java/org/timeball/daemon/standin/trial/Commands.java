package org.timeball.daemon.standin.trial;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.timeball.daemon.cli.CtlOptions;
import org.timeball.daemon.ctl.Channel;
import org.timeball.daemon.ctl.Channels;
import org.timeball.daemon.ctl.Ctl;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.WorldException;

/// A node that asks a daemon over its command socket and goes.
///
/// @param daemon the number of the daemon's node
/// @param whenSeconds network time at which the first command is sent
/// @param lines what is asked, in chronyc's words
record Commands(int daemon, double whenSeconds, List<String> lines) {
    /// @param log takes what is answered
    void run(ClknetsimWorld world, List<String> log) {
        CtlOptions options = new CtlOptions(lines, List.of("/clknetsim/unix/" + daemon + ":1"), 323,
                Duration.ofSeconds(1), CtlOptions.Names.NUMERIC, CtlOptions.Style.TEXT, true, true, false, false,
                false, 0, "");
        StringWriter said = new StringWriter();
        try (PrintWriter out = new PrintWriter(said); Channels channels = new Ways(world)) {
            new Ctl(InputStream.nullInputStream()).run(channels, options, out, out);
        }
        log.addAll(said.toString().lines().toList());
    }

    private record Ways(ClknetsimWorld world) implements Channels {
        @Override
        public Channel open(String server) throws IOException {
            Deque<byte[]> received = new ArrayDeque<>();
            try {
                DatagramPort port = world.datagrams().open(new Address.Unix("/clknetsim/unix/ctl.sock"),
                        datagram -> received.add(datagram.payload()));
                return new Way(world, new Address.Unix(server), port, received);
            } catch (WorldException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            // The node leaves the network when it has run.
        }
    }

    private record Way(ClknetsimWorld world, Address server, DatagramPort port, Deque<byte[]> received)
            implements
                Channel {
        @Override
        public boolean send(byte[] packet) {
            return port.send(server, packet);
        }

        @Override
        public Optional<byte[]> receive(Duration patience) {
            boolean[] late = new boolean[1];
            Timers.Timer timer = world.timers().after(Span.ofNanos(patience.toNanos()), () -> late[0] = true);
            world.runUntil(() -> late[0] || !received.isEmpty());
            timer.cancel();
            return Optional.ofNullable(received.poll());
        }

        @Override
        public void close() {
            port.close();
        }
    }
}
