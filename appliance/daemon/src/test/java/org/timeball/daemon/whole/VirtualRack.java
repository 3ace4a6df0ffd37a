package org.timeball.daemon.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.boot.BoxDaemon;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.config.MemoryFiles;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.interop.Peer;
import org.timeball.daemon.interop.Peer.Outcome;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.simulator.world.VirtualNetwork.Packet;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// Some daemons on one virtual network, and a real chronyc that commands the one at [#BOX].
///
/// Time stands still while chronyc asks: what it prints is the state of one moment. A real Unix socket and a real UDP
/// port of loopback lead into the box's world.
final class VirtualRack implements AutoCloseable {
    static final IpAddress BOX = IpAddress.v4(10, 0, 0, 1);
    static final long START = UtcInstant.of(2026, 12, 1, 0, 0, 0, 0).posixNanos();
    /// A virtual day of these few daemons takes seconds.
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SOCKET = "/run/chrony/chronyd.sock";
    private static final int COMMAND_PORT = 323;
    private static final IpAddress LOOPBACK = IpAddress.v4(127, 0, 0, 1);

    private final Peer chronyc = Peer.named("chronyc").with("TZ", "UTC");
    private final VirtualUniverse universe;
    private final Map<IpAddress, VirtualWorld> worlds = new HashMap<>();
    private final List<BoxDaemon> daemons = new ArrayList<>();
    private final List<Packet> packets = new ArrayList<>();
    private final MemoryFiles files = new MemoryFiles();
    private final LinuxWorld real;
    private final Path socket;
    private final int port;
    private final Set<IpAddress> ended = new HashSet<>();
    private int asked;

    /// @param folder an empty one
    VirtualRack(Path folder, long seed) throws Exception {
        universe = new VirtualUniverse(seed, START);
        universe.network().watch(packets::add);
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwx---"));
        socket = run.resolve("chronyd.sock");
        SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
        real = LinuxWorld.start(clock, clock, _ -> (_, _) -> {
            throw new WorldException("there are no serial lines here");
        });
        port = freePort();
        bridge(new Address.Unix(socket.toString()), new Address.Unix(SOCKET),
                number -> new Address.Unix("/run/chronyc." + number));
        bridge(new Address.Udp(LOOPBACK, port), new Address.Udp(LOOPBACK, COMMAND_PORT),
                _ -> new Address.Udp(LOOPBACK, 0));
    }

    /// A port that nobody has now; another program may take it before it is opened here, which fails the test.
    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        }
    }

    /// Does something on the one thread that all worlds here live on.
    private <T> T onThread(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        real.executor().execute(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | AssertionError failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Leads datagrams from a real socket to one in the box's world, and the answers back.
    ///
    /// @param door where they come from in the box's world, seen from the number of the request
    private void bridge(Address outside, Address inside, IntFunction<Address> door) {
        onThread(() -> {
            CompletableFuture<DatagramPort> outer = new CompletableFuture<>();
            return outer.complete(real.datagrams().open(DatagramSpec.at(outside), request -> {
                try (DatagramPort inner = world(BOX).datagrams().open(DatagramSpec.at(door.apply(asked++)),
                        answer -> outer.join().send(request.from(), answer.payload()))) {
                    inner.send(inside, request.payload());
                    universe.runFor(Span.ZERO);
                } catch (WorldException e) {
                    throw new IllegalStateException(e);
                }
            }));
        });
    }

    /// A machine without a daemon, until [#daemon].
    ///
    /// @param ppm how fast its crystal is
    /// @param offset reading of its clock minus true time
    VirtualWorld machine(String name, IpAddress address, double ppm, Span offset) {
        VirtualWorld world = universe.world(name, Oscillator.wandering(Frequency.ofPpm(ppm), 0, 1), offset, address);
        worlds.put(address, world);
        return world;
    }

    /// Starts a daemon.
    ///
    /// @param arguments options that differ from none
    void daemon(IpAddress address, DaemonOptions options, String... configuration) {
        VirtualWorld world = world(address);
        BoxDaemon daemon = onThread(() -> {
            BoxDaemon made = new BoxDaemon(
                    new VirtualSurroundings(world, files, () -> ended.add(address)), options, ConfigurationReader.read(
                            new ConfigurationText(world.name(), List.of(configuration)), files, AccessRules.SYNTAX)
                            .configuration(),
                    StepRecorder.NONE);
            made.start();
            return made;
        });
        daemons.add(daemon);
    }

    VirtualWorld world(IpAddress address) {
        return Objects.requireNonNull(worlds.get(address));
    }

    MemoryFiles files() {
        return files;
    }

    VirtualUniverse universe() {
        return universe;
    }

    /// How many packets went from one address to another so far, NTP's port at the receiving or sending end.
    long packets(IpAddress from, IpAddress to) {
        return packets.stream().filter(packet -> packet.from().ip().equals(from) && packet.to().ip().equals(to))
                .count();
    }

    /// Whether the daemon at an address wanted to end.
    boolean ended(IpAddress address) {
        return ended.contains(address);
    }

    void pass(double seconds) {
        onThread(() -> {
            universe.runFor(Span.ofSeconds(seconds));
            return true;
        });
    }

    /// What a file of the box holds.
    String file(String path) {
        return new String(world(BOX).files().read(path).orElseThrow(() -> new AssertionError(path + " is missing")),
                StandardCharsets.UTF_8);
    }

    /// Runs chronyc over the Unix socket.
    Outcome chronyc(String... words) throws Exception {
        return run(List.of("-h", socket.toString()), words);
    }

    /// Runs chronyc over UDP from the box itself.
    Outcome chronycOverUdp(String... words) throws Exception {
        return run(List.of("-h", "127.0.0.1", "-p", Integer.toString(port)), words);
    }

    private Outcome run(List<String> to, String... words) throws Exception {
        List<String> all = new ArrayList<>(to);
        all.addAll(List.of(words));
        return chronyc.run(LIMIT, all.toArray(String[]::new));
    }

    /// What chronyc says of a report in its form for programs, a line of fields for each.
    List<List<String>> fields(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("-c", "-n"));
        all.addAll(List.of(words));
        Outcome outcome = chronyc(all.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output().lines().map(line -> List.of(line.split(",", -1))).toList();
    }

    /// Gives orders one after another in one chronyc; each must be a success.
    void order(String... commands) throws Exception {
        List<String> words = new ArrayList<>(List.of("-n", "-m"));
        words.addAll(List.of(commands));
        assertThat(chronyc(words.toArray(String[]::new)))
                .isEqualTo(new Outcome(0, "200 OK\n".repeat(commands.length)));
    }

    @Override
    public void close() {
        onThread(() -> {
            daemons.forEach(BoxDaemon::close);
            return true;
        });
        real.close();
    }
}
