package org.timeball.daemon.candm.server;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// A server with a fake box behind it, on a UDP port of loopback and a Unix socket of its own, for real programs to
/// talk to.
public final class ControlBench implements AutoCloseable {
    private final FakeBox box = new FakeBox();
    public final int port;
    public final Path socket;
    private final LinuxWorld world;
    private final ControlServer server;
    private boolean open = true;

    /// @param folder an empty one
    /// @param open what may be asked over UDP
    public ControlBench(Path folder, Set<OpenWord> open) throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwx---"));
        socket = run.resolve("chronyd.sock");
        port = freePort();
        SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
        world = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
            throw new WorldException("there are no serial lines here");
        });
        server = new ControlServer(world.datagrams(),
                new ControlSettings(port, List.of(IpAddress.v4(127, 0, 0, 1)), "", socket.toString(), open),
                new DiskSocketPlace(), new RequestDesk(box, box.commandAccess, CommandTally.NONE, open),
                _ -> Optional.empty());
        CompletableFuture<Void> opened = new CompletableFuture<>();
        world.executor().execute(() -> {
            try {
                server.open();
                opened.complete(null);
            } catch (WorldException e) {
                opened.completeExceptionally(e);
            }
        });
        opened.get(20, TimeUnit.SECONDS);
    }

    /// A port that nobody has now; another program may take it before it is opened here, which fails the test.
    private static int freePort() throws SocketException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        }
    }

    /// Looks at the box, or changes it, on its own thread.
    public <T> T see(Function<FakeBox, T> look) {
        CompletableFuture<T> seen = new CompletableFuture<>();
        world.executor().execute(() -> seen.complete(look.apply(box)));
        return seen.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        see(_ -> {
            server.close();
            return true;
        });
        world.close();
    }
}
