package org.timeball.ntp.nts.ke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.Cookies;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;
import org.timeball.ntp.nts.ke.KeClient.Outcome;
import org.timeball.ntp.nts.ke.KeServerSettings.Identity;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams.Endpoint;
import org.timeball.timekeeping.world.Streams.Stream;
import org.timeball.timekeeping.world.Streams.StreamHandler;
import org.timeball.timekeeping.world.WorldException;

/// Client and server of this program over loopback, in a world of its own each.
class KeyEstablishmentTest {
    private static final IpAddress LOOPBACK = IpAddress.v4(127, 0, 0, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
    private final LinuxWorld servers = start();
    private final LinuxWorld clients = start();
    private final ServerCounters counters = new ServerCounters(1);
    private int updatesBeforeDatesCount;
    private int mostConnections = 100;
    @TempDir
    private Path directory;

    private LinuxWorld start() {
        try {
            return LinuxWorld.start(clock, clock, _ -> (line, _) -> {
                throw new WorldException("there are no devices here: " + line);
            });
        } catch (WorldException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void endTheWorlds() {
        clients.close();
        servers.close();
    }

    private KeServer serve(TestIdentity identity, int port, List<AeadAlgorithm> algorithms) throws WorldException {
        return serve(identity, List.of(new Endpoint(LOOPBACK, port)), algorithms);
    }

    private KeServer serve(TestIdentity identity, List<Endpoint> endpoints, List<AeadAlgorithm> algorithms)
            throws WorldException {
        KeServerSettings settings = new KeServerSettings(endpoints,
                List.of(new Identity(identity.certificate().toString(), identity.key().toString())), algorithms,
                mostConnections,
                Optional.empty(), 123);
        KeServer server = new KeServer(servers, settings,
                new CookieKeyStore(servers, Optional.empty(), Span.ofSeconds(1000)), counters.ntsKe());
        server.start();
        return server;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Outcome ask(TestIdentity trusted, String name, int port, List<AeadAlgorithm> algorithms) throws Exception {
        return ask(trusted, name, new Endpoint(LOOPBACK, port), algorithms);
    }

    private Outcome ask(TestIdentity trusted, String name, Endpoint server, List<AeadAlgorithm> algorithms)
            throws Exception {
        NtsClientSettings settings = new NtsClientSettings(algorithms, Optional.empty(), Span.ofSeconds(1000),
                Map.of(0L, List.of(trusted.certificate().toString())), false, updatesBeforeDatesCount,
                Optional.empty(), Optional.empty());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        clients.executor().execute(() -> new KeClient(clients,
                new KeClient.Target(name, server, 0, Optional.empty()),
                new TrustedCertificates(clients, settings, () -> 0), algorithms, outcome::complete));
        return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static final List<AeadAlgorithm> ALL = List.of(AeadAlgorithm.values());
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource({"EC, AES_SIV_CMAC_256", "ED25519, AES_128_GCM_SIV", "RSA, AES_SIV_CMAC_256"})
    void aClientGetsKeysAndEightCookies(CertificateMaker.Key kind, AeadAlgorithm algorithm) throws Exception {
        TestIdentity identity = TestIdentity.create(directory, kind, TestIdentity.LOCALHOST, DAY, 10);
        int port = freePort();
        try (KeServer _ = serve(identity, port, ALL)) {
            assertThat(ask(identity, "localhost", port, List.of(algorithm)))
                    .isInstanceOfSatisfying(Outcome.Established.class, established -> {
                        assertThat(established.cookies()).hasSize(8).doesNotHaveDuplicates();
                        assertThat(established.keys().algorithm()).isEqualTo(algorithm);
                        assertThat(established.keys().toServer()).isNotEqualTo(established.keys().toClient());
                    });
        }
        assertThat(counters.statistics().ntsKeAccepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aServerCanRehearseWithAnyKey(CertificateMaker.Key kind) throws Exception {
        TestIdentity identity = TestIdentity.create(directory, kind, TestIdentity.LOCALHOST, DAY, 10);
        ServerIdentities identities = new ServerIdentities(servers.files(),
                List.of(new Identity(identity.certificate().toString(), identity.key().toString())));
        identities.load();
        KeAnswers answers = new KeAnswers(
                new KeServerSettings(List.of(), List.of(), ALL, 1, Optional.empty(), 123),
                new Cookies(new CookieKeyStore(servers, Optional.empty(), Span.ofSeconds(1000)), servers.random()));
        assertThat(Rehearsal.run(identities.engine(), identities.certificate(), answers)).isTrue();
    }

    @Test
    void bothFamiliesAreServedBySocketsOfTheirOwn() throws Exception {
        TestIdentity identity = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST, DAY,
                10);
        int port = freePort();
        IpAddress anyV4 = IpAddress.v4(0);
        IpAddress anyV6 = new IpAddress(0, 0);
        try (KeServer _ = serve(identity, List.of(new Endpoint(anyV6, port), new Endpoint(anyV4, port)), ALL)) {
            for (IpAddress server : List.of(LOOPBACK, new IpAddress(0, 1))) {
                assertThat(ask(identity, "localhost", new Endpoint(server, port), ALL)).as(server.toString())
                        .isInstanceOf(Outcome.Established.class);
            }
            assertThatThrownBy(() -> serve(identity, List.of(new Endpoint(anyV4, port)), ALL))
                    .as("its port is taken").isInstanceOf(WorldException.class)
                    .hasMessageContaining("0.0.0.0:" + port);
        }
        assertThatThrownBy(() -> serve(identity, List.of(), ALL)).hasMessageContaining("no address");
    }

    @Test
    void aServerIsBelievedForItsAuthority() throws Exception {
        CertificateMaker.Made authority = CertificateMaker
                .authority(new Content("CN=Authority", "", Instant.now().minus(DAY), 3650));
        CertificateMaker.Made server = CertificateMaker.signed(authority,
                new Content("CN=box", TestIdentity.LOCALHOST, Instant.now().minus(DAY), 10));
        TestIdentity identity = TestIdentity.write(directory, "box", server);
        int port = freePort();
        try (KeServer _ = serve(identity, port, ALL)) {
            assertThat(ask(TestIdentity.write(directory, "ca", authority), "127.0.0.1", port, ALL))
                    .isInstanceOf(Outcome.Established.class);
        }
    }

    @Test
    void aServerWithoutTheRightNameOrDateIsNotBelieved() throws Exception {
        TestIdentity other = TestIdentity.create(directory, CertificateMaker.Key.EC, "dns:example.org", DAY, 10);
        int port = freePort();
        try (KeServer _ = serve(other, port, ALL)) {
            assertFails(ask(other, "localhost", port, ALL), "No subject alternative DNS name matching localhost found");
        }
        TestIdentity expired = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST,
                Duration.ofDays(3), 1);
        try (KeServer _ = serve(expired, port, ALL)) {
            assertFails(ask(expired, "localhost", port, ALL), "expired certificate of CN=EC");
            updatesBeforeDatesCount = 1;
            assertThat(ask(expired, "localhost", port, ALL)).isInstanceOf(Outcome.Established.class);
            updatesBeforeDatesCount = 0;
        }
        TestIdentity stranger = TestIdentity.create(directory, CertificateMaker.Key.ED25519, TestIdentity.LOCALHOST,
                DAY, 10);
        try (KeServer _ = serve(stranger, port, ALL)) {
            assertFails(ask(expired, "localhost", port, ALL), "unable to find valid certification path");
        }
    }

    private static void assertFails(Outcome outcome, String why) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.connected()).isTrue();
            assertThat(failed.why()).contains(why);
        });
    }

    @Test
    void withoutACommonAlgorithmThereAreNoKeys() throws Exception {
        TestIdentity identity = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST, DAY,
                10);
        int port = freePort();
        try (KeServer _ = serve(identity, port, List.of(AeadAlgorithm.AES_SIV_CMAC_256))) {
            assertFails(ask(identity, "localhost", port, List.of(AeadAlgorithm.AES_128_GCM_SIV)),
                    "the server knows none of the algorithms [30]");
        }
    }

    @Test
    void whereNobodyListensThereWasNoConnection() throws Exception {
        TestIdentity identity = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST, DAY,
                10);
        assertThat(ask(identity, "localhost", freePort(), ALL)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.connected()).isFalse());
    }

    /// Five seconds are there for all of it; then the place is free for others.
    @Test
    void whoSaysNothingIsHungUpOnAndWhoComesTooManyIsTurnedAway() throws Exception {
        TestIdentity identity = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST, DAY,
                10);
        int port = freePort();
        mostConnections = 2;
        try (KeServer _ = serve(identity, port, ALL);
                Socket first = new Socket("127.0.0.1", port);
                Socket second = new Socket("127.0.0.1", port)) {
            first.setSoTimeout((int) PATIENCE.toMillis());
            second.getOutputStream().write(new byte[]{0x16, 0x03});
            assertThat(ask(identity, "localhost", port, ALL)).isInstanceOf(Outcome.Failed.class);
            assertThat(counters.statistics().ntsKeDropped()).isEqualTo(1);
            assertThat(first.getInputStream().read()).as("hung up").isEqualTo(-1);
            second.setSoTimeout((int) PATIENCE.toMillis());
            second.getInputStream().readAllBytes();
            assertThat(ask(identity, "localhost", port, ALL)).isInstanceOf(Outcome.Established.class);
        }
    }

    /// @param protocol of the application; empty for none
    @ParameterizedTest
    @CsvSource({"TLSv1.3, ''", "TLSv1.3, http/1.1", "TLSv1.2, ntske/1"})
    void whoSpeaksSomethingElseGetsNoKeys(String version, String protocol) throws Exception {
        TestIdentity identity = TestIdentity.create(directory, CertificateMaker.Key.EC, TestIdentity.LOCALHOST, DAY,
                10);
        int port = freePort();
        NtsClientSettings settings = new NtsClientSettings(ALL, Optional.empty(), Span.ofSeconds(1000),
                Map.of(0L, List.of(identity.certificate().toString())), false, 0, Optional.empty(), Optional.empty());
        CompletableFuture<Boolean> spoke = new CompletableFuture<>();
        try (KeServer _ = serve(identity, port, ALL)) {
            SSLEngine engine = new TrustedCertificates(clients, settings, () -> 0).engine(0, "localhost", port);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(new String[]{version});
            parameters.setApplicationProtocols(protocol.isEmpty() ? new String[0] : new String[]{protocol});
            engine.setSSLParameters(parameters);
            clients.executor().execute(() -> {
                try {
                    Talker talker = new Talker(spoke);
                    talker.stream = clients.streams().connect(new Endpoint(LOOPBACK, port), Optional.empty(), talker);
                    talker.engine = engine;
                } catch (WorldException e) {
                    spoke.completeExceptionally(e);
                }
            });
            assertThat(spoke.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("was given an answer").isFalse();
        }
    }

    /// Asks for keys in whatever way its engine says.
    private static final class Talker implements StreamHandler, TlsTalk.Listener {
        private final CompletableFuture<Boolean> spoke;
        private Stream stream;
        private SSLEngine engine;
        private TlsTalk talk;

        Talker(CompletableFuture<Boolean> spoke) {
            this.spoke = spoke;
        }

        @Override
        public void connected() {
            talk = new TlsTalk(engine, stream, this);
        }

        @Override
        public void received(byte[] bytes) {
            talk.received(bytes);
        }

        @Override
        public void closed(Optional<String> why) {
            spoke.complete(false);
        }

        @Override
        public void established() {
            talk.say(new byte[]{(byte) 0x80, 1, 0, 2, 0, 0, 0, 4, 0, 2, 0, 15, (byte) 0x80, 0, 0, 0});
        }

        @Override
        public void said(byte[] bytes) {
            spoke.complete(true);
        }

        @Override
        public void finished() {
            spoke.complete(false);
        }

        @Override
        public void failed(String why) {
            spoke.complete(false);
        }
    }
}
