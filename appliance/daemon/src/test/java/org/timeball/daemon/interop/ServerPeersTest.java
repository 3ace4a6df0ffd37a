package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.linux.clock.HostClock;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.auth.KeyFile;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.server.LinuxResponders;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// What the NTP server can do beyond plain answers, judged by Debian's chronyd: it measures and sets no clock (-Q).
class ServerPeersTest {
    private static final Pattern WRONG_BY = Pattern.compile("System clock wrong by (-?[0-9.]+) seconds");
    private static final String KEYS = """
            1 MD5 ASCII:first-md5-secret
            2 SHA1 HEX:0102030405060708090a0b0c0d0e0f1011121314
            3 SHA256 HEX:a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3
            4 SHA384 HEX:b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3
            5 SHA512 HEX:c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3
            6 AES128 HEX:000102030405060708090a0b0c0d0e0f
            7 AES256 HEX:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            """;
    private static final KeyRing RING = new KeyRing(
            KeyFile.parse("keys", KEYS.getBytes(StandardCharsets.US_ASCII)).keys());
    private static final ServerCounters COUNTERS = new ServerCounters(1);
    @TempDir
    private static Path folder;
    private static LinuxResponders responders;

    @BeforeAll
    static void aServer() throws WorldException {
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow"));
        SystemInstant now = new SystemInstant(HostClock.realtimeNanos());
        TimingSnapshot snapshot = new TimingSnapshot(now, TimingSnapshot.Lock.LOCKED, now, Reason.NONE,
                LeapIndicator.NONE, 1, ReferenceId.ofCode("GPS"), now, Span.ZERO, 1e-6, 1e-6, Span.ofSeconds(3_600), 0,
                0, 0, 0, List.of());
        responders = LinuxResponders.start(ServerSettings.onPort(0), new SnapshotBoard(snapshot),
                KernelTimescale.SAME, access, COUNTERS, ServerLinks.withKeys(RING));
    }

    @AfterAll
    static void close() {
        responders.close();
    }

    /// Lets chronyd measure our clock, which is its own.
    private static Peer.Outcome measure(String source, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Q", "-U", "-t", "15", source));
        arguments.addAll(List.of(more));
        return Peer.named("chronyd").run(Duration.ofSeconds(25), arguments.toArray(String[]::new));
    }

    private static void assertMeasured(Peer.Outcome said) {
        assertThat(said.status()).as(said.output()).isZero();
        Matcher wrong = WRONG_BY.matcher(said.output());
        assertThat(wrong.find()).as(said.output()).isTrue();
        assertThat(Math.abs(Double.parseDouble(wrong.group(1)))).isLessThan(1e-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 version 4", "2 version 4", "3 version 4", "4 version 4", "5 version 4", "6 version 4",
            "7 version 4", "3 version 3", "7 version 3"})
    void chronydAndWeProveOurselvesToOneAnotherByEveryKindOfKey(String key) throws Exception {
        long before = COUNTERS.statistics().authenticated();
        Path file = Files.writeString(folder.resolve("keys"), KEYS);
        assertMeasured(measure("server 127.0.0.1 port " + responders.port() + " iburst maxsamples 3 key " + key,
                "keyfile " + file));
        assertThat(COUNTERS.statistics().authenticated() - before).isGreaterThanOrEqualTo(3);
    }

    @Test
    void chronydDoesNotBelieveUsWithAnotherSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong"), "1 MD5 ASCII:another-secret\n");
        Peer.Outcome said = Peer.named("chronyd").run(Duration.ofSeconds(25), "-Q", "-U", "-t", "6",
                "server 127.0.0.1 port " + responders.port() + " iburst maxsamples 3 key 1", "keyfile " + file);
        assertThat(said.status()).as(said.output()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void chronydIsServedInInterleavedMode(String host) throws Exception {
        long before = COUNTERS.statistics().interleaved();
        assertMeasured(measure("server " + host + " port " + responders.port() + " iburst maxsamples 4 xleave"));
        assertThat(COUNTERS.statistics().interleaved()).isGreaterThan(before);
    }

    @Test
    void chronydAsAnActivePeerIsAnsweredPassively() throws Exception {
        int own;
        try (DatagramSocket free = new DatagramSocket()) {
            own = free.getLocalPort();
        }
        assertMeasured(measure("peer 127.0.0.1 port " + responders.port() + " minpoll 0 maxpoll 0 maxsamples 3",
                "port " + own));
    }
}
