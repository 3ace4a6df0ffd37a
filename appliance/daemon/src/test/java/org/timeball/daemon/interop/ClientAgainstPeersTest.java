package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.client.AddResult;
import org.timeball.ntp.client.ClientEvent;
import org.timeball.ntp.client.ClientLinks;
import org.timeball.ntp.client.ClientLog;
import org.timeball.ntp.client.Measurement;
import org.timeball.ntp.client.NtpClientSettings;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.ntp.client.NtpSources;
import org.timeball.ntp.client.OwnState;
import org.timeball.ntp.client.SourceKind;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;

/// Our client asks real servers on this machine. Both read the same clock, so that no measurement may be off by more
/// than half of its delay, whatever the load.
class ClientAgainstPeersTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int ENOUGH = 4;
    private static final byte[] SECRET = "one-secret-for-many".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AES_KEY = HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10");
    private static final String CHRONY_KEYS = """
            5 SHA256 one-secret-for-many
            6 AES128 HEX:0102030405060708090A0B0C0D0E0F10
            7 MD5 one-secret-for-many
            8 SHA1 quite-another-one
            """;
    private static final String NTPSEC_KEYS = """
            6 AES-128 0102030405060708090a0b0c0d0e0f10
            7 MD5 6f6e652d7365637265742d666f722d6d616e79
            9 SHA1 6f6e652d7365637265742d666f722d6d616e79
            """;

    private final KeyRing keys = new KeyRing(List.of(new SymmetricKey(5, KeyType.SHA256, SECRET),
            new SymmetricKey(6, KeyType.AES128, AES_KEY), new SymmetricKey(7, KeyType.MD5, SECRET),
            new SymmetricKey(8, KeyType.SHA1, SECRET), new SymmetricKey(9, KeyType.SHA1, SECRET)));
    /// By address; written on the world's thread.
    private final Map<String, List<Measurement>> measured = new HashMap<>();
    @TempDir
    Path folder;
    private LinuxWorld world;
    private NtpSources sources;

    /// The host's clock, to be read only.
    private static final class HostTime implements SystemClock {
        @Override
        public SystemInstant now() {
            return new SystemInstant(HostClock.realtimeNanos());
        }

        @Override
        public Frequency rate() {
            return Frequency.ZERO;
        }

        @Override
        public RateChange setRate(Frequency correction) {
            throw new AssertionError("the host's clock is never touched");
        }

        @Override
        public SystemInstant step(Span amount) {
            throw new AssertionError("the host's clock is never touched");
        }

        @Override
        public void setStatus(LeapIndicator leap, double maxErrorSeconds) {
            throw new AssertionError("the host's clock is never touched");
        }

        @Override
        public Frequency rateLimit() {
            return Frequency.ZERO;
        }

        @Override
        public Span resolution() {
            return new Span(1);
        }
    }

    private final class Log implements ClientLog {
        @Override
        public void happened(ClientEvent event) {
        }

        @Override
        public void measured(Measurement measurement) {
            synchronized (measured) {
                measured.computeIfAbsent(measurement.source().toString(), source -> new ArrayList<>())
                        .add(measurement);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        world = LinuxWorld.start(new HostTime(), KernelTimescale.SAME, executor -> (line, handler) -> {
            throw new WorldException("this world has no devices");
        });
        int[] next = {0};
        onWorld(() -> {
            sources = new NtpSources(world, NtpClientSettings.DEFAULT.withServerPort(0), keys, new ClientLinks(
                    observation -> {
                    }, () -> new SourceId(next[0]++), source -> Optional.empty(), () -> OwnState.UNSYNCHRONISED,
                    new Log(), Optional.empty()));
        });
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void onWorld(Runnable action) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        world.executor().execute(() -> {
            action.run();
            done.complete(true);
        });
        done.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    }

    private void add(SourceKind kind, String address, Protocol protocol) throws Exception {
        NtpSourceOptions options = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(-1, -1)).with(protocol);
        onWorld(() -> assertThat(sources.add(kind, address, options)).isEqualTo(AddResult.ADDED));
    }

    private List<Measurement> of(String address) {
        synchronized (measured) {
            return List.copyOf(measured.getOrDefault(address, List.of()));
        }
    }

    private List<Measurement> goodOf(String address) {
        return of(address).stream().filter(m -> m.tests() == 0b111_111_1111).toList();
    }

    private static void await(BooleanSupplier what, RunningPeer peer) throws Exception {
        long start = System.nanoTime();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(peer.said()).isLessThan(PATIENCE_NANOS);
            Thread.sleep(20);
        }
    }

    private void assertTrue(String address) {
        assertThat(goodOf(address)).allSatisfy(measurement -> assertThat(Math.abs(measurement.offsetSeconds()))
                .isLessThanOrEqualTo(measurement.delaySeconds() / 2 + 1e-6));
    }

    private RunningPeer chronyd(int port, Path folder) throws Exception {
        Path keyFile = Files.writeString(folder.resolve("keys"), CHRONY_KEYS);
        Path configuration = Files.writeString(folder.resolve("chrony.conf"), """
                port %d
                cmdport 0
                bindcmdaddress /
                pidfile %s
                keyfile %s
                local stratum 3
                allow all
                """.formatted(port, folder.resolve("pid"), keyFile));
        return new RunningPeer(Peer.named("chronyd"), folder.resolve("said"), List.of(), "-x", "-d", "-f",
                configuration.toString());
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    @Test
    void chronydIsMeasuredOverIpv4InEveryModeAndWithKeys() throws Exception {
        int port = freePort();
        Protocol plain = Protocol.DEFAULT.onPort(port);
        try (RunningPeer chronyd = chronyd(port, folder)) {
            add(SourceKind.SERVER, "127.0.0.1", plain);
            add(SourceKind.SERVER, "127.0.0.2", plain.interleaving());
            add(SourceKind.SERVER, "127.0.0.3", plain.withKey(5));
            add(SourceKind.SERVER, "127.0.0.4", plain.withKey(6).interleaving());
            add(SourceKind.SERVER, "127.0.0.5", plain.withKey(7));
            add(SourceKind.SERVER, "127.0.0.6", plain.inVersion(3));
            add(SourceKind.PEER, "127.0.0.7", plain);
            add(SourceKind.SERVER, "127.0.0.8", plain.withKey(8));
            for (int i = 1; i <= 7; i++) {
                String address = "127.0.0." + i;
                await(() -> goodOf(address).size() >= ENOUGH, chronyd);
                assertTrue(address);
            }
            for (String interleaved : List.of("127.0.0.2", "127.0.0.4")) {
                await(() -> goodOf(interleaved).stream().anyMatch(Measurement::interleaved), chronyd);
                assertTrue(interleaved);
            }
        }
        assertThat(of("127.0.0.7")).allSatisfy(measurement -> assertThat(measurement.mode()).isEqualTo(2));
        assertThat(goodOf("127.0.0.8")).as("our key 8 is not chronyd's").isEmpty();
        assertThat(goodOf("127.0.0.1")).allSatisfy(measurement -> {
            assertThat(measurement.line()).contains("127.0.0.1       N  3 111 111 1111")
                    .endsWith(" 7F7F0101 4B K K");
        });
    }

    @Test
    void chronydIsMeasuredOverIpv6() throws Exception {
        int port = freePort();
        try (RunningPeer chronyd = chronyd(port, folder)) {
            add(SourceKind.SERVER, "::1", Protocol.DEFAULT.onPort(port).withKey(5).interleaving());
            await(() -> goodOf("::1").stream().filter(Measurement::interleaved).count() >= ENOUGH, chronyd);
            assertTrue("::1");
        }
    }

    @Test
    void ntpsecIsMeasuredOverBothWithAndWithoutKeys() throws Exception {
        Peer ntpd = Peer.named("ntpd");
        Path keyFile = Files.writeString(folder.resolve("keys"), NTPSEC_KEYS);
        Path configuration = Files.writeString(folder.resolve("ntp.conf"), """
                restrict default
                tos orphan 5 orphanwait 1
                keys %s
                trustedkey 6 7 9
                """.formatted(keyFile));
        try (NetworkNamespace network = NetworkNamespace.make();
                RunningPeer running = new RunningPeer(ntpd, folder.resolve("said"), network.enter(), "-n", "-g", "-c",
                        configuration.toString(), "-p", folder.resolve("pid").toString())) {
            add(SourceKind.SERVER, network.v4(), Protocol.DEFAULT);
            add(SourceKind.SERVER, network.v6(), Protocol.DEFAULT);
            await(() -> goodOf(network.v4()).size() >= ENOUGH && goodOf(network.v6()).size() >= ENOUGH, running);
            assertTrue(network.v4());
            assertTrue(network.v6());
            for (int key : new int[]{6, 7, 9}) {
                onWorld(() -> sources.remove(network.v4()));
                synchronized (measured) {
                    measured.clear();
                }
                add(SourceKind.SERVER, network.v4(), Protocol.DEFAULT.withKey(key));
                await(() -> goodOf(network.v4()).size() >= ENOUGH, running);
                assertTrue(network.v4());
            }
        }
    }
}
