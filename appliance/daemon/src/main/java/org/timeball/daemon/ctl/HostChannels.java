package org.timeball.daemon.ctl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.CtlOptions;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// Ways out of this host. The event loop that Unix sockets need starts with the first of them.
final class HostChannels implements Channels {
    private final int port;
    private final String user;
    private final HostNames names;
    private @Nullable LinuxWorld world;

    HostChannels(CtlOptions options, HostNames names) {
        port = options.port();
        user = options.user();
        this.names = names;
    }

    /// To sockets of this host alone.
    static HostChannels local() {
        return new HostChannels();
    }

    private HostChannels() {
        port = 0;
        user = "";
        names = new HostNames(HostNames.Family.ANY);
    }

    @Override
    public Channel open(String server) throws IOException {
        if (server.startsWith("/")) {
            return new UnixChannel(world().datagrams(), Path.of(server), user);
        }
        Optional<InetAddress> address = names.find(server);
        if (address.isEmpty()) {
            throw new IOException("no address is known for " + server);
        }
        return new UdpChannel(new InetSocketAddress(address.get(), port));
    }

    private LinuxWorld world() throws IOException {
        LinuxWorld running = world;
        if (running == null) {
            // Nobody steers this clock: it only stamps what arrives.
            SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
            try {
                running = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
                    throw new WorldException("timeball ctl opens no serial line");
                });
            } catch (WorldException e) {
                throw new IOException(e.getMessage(), e);
            }
            world = running;
        }
        return running;
    }

    @Override
    public void close() {
        if (world != null) {
            world.close();
            world = null;
        }
    }
}
