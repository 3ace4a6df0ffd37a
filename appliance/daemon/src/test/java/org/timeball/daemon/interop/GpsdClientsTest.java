package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.gnss.gpsd.GpsdServer;
import org.timeball.gnss.gpsd.GpsdSettings;
import org.timeball.gnss.receiver.ReceiverTracker;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;
import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// gpsd's own clients, as Debian has them, against our service: a simulated receiver in real time stands behind it.
class GpsdClientsTest {
    private static final long SECOND = 1_000_000_000L;
    /// What a client needs is there within three seconds; the rest is for a machine that has much else to do.
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SHOWS_FOR_SECONDS = "10";
    private static final UtcInstant FLOOR = UtcInstant.of(2020, 1, 1, 0, 0, 0, 0);

    private @Nullable GpsdServer server;
    private @Nullable Thread receiver;
    private volatile boolean over;

    /// Starts a receiver that has had its fix for a while.
    private String start(String model) throws IOException {
        GpsdServer opened = GpsdServer.start(
                GpsdSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                "/dev/ttyACM0", 9600, () -> UtcInstant.ofEpochSecond(HostClock.realtimeNanos() / SECOND));
        server = opened;
        ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
        tracker.listener(opened);
        SimulatedReceiver simulated = new SimulatedReceiver(ReceiverProfile.named(model), FaultPlan.NONE, 1,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        opened.received(chunk);
                        tracker.accept(chunk, new SystemInstant(HostClock.realtimeNanos()));
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        opened.pulse(UtcInstant.ofEpochSecond(Math.floorDiv(trueNanos + SECOND / 2, SECOND)),
                                new SystemInstant(trueNanos));
                    }

                    @Override
                    public void unplugged() {
                        throw new AssertionError("nothing is unplugged here");
                    }

                    @Override
                    public void plugged() {
                        throw new AssertionError("nothing is plugged in here");
                    }
                });
        simulated.start(HostClock.realtimeNanos() - 10 * SECOND);
        receiver = Thread.ofPlatform().daemon().start(() -> {
            while (!over) {
                simulated.advance(HostClock.realtimeNanos());
                try {
                    Thread.sleep(20);
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
        return "127.0.0.1:" + opened.port();
    }

    @AfterEach
    void end() throws InterruptedException {
        over = true;
        if (receiver != null) {
            receiver.join();
        }
        if (server != null) {
            server.close();
        }
    }

    /// What a full-screen program puts on a terminal of 40 lines.
    private static String screen(Peer program, String place) throws IOException, InterruptedException {
        Peer script = new Peer("script", Path.of("/usr/bin/script"), Map.of("TERM", "xterm", "SHELL", "/bin/sh"));
        // Without --foreground the program could be in the terminal's background, where its first setting of it stops it.
        String command = "stty rows 40 cols 120; timeout --foreground -k 5 " + SHOWS_FOR_SECONDS + " "
                + program.program()
                + (program.name().equals("cgps") ? " -s " : " ") + place;
        return script.run(PATIENCE, "-qec", command, "/dev/null").output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-m8t", "nmea"})
    void gpspipeHearsFixesAndSatellites(String model) throws IOException, InterruptedException {
        Peer gpspipe = Peer.named("gpspipe");
        Peer.Outcome said = gpspipe.run(PATIENCE, "-w", "-n", "20", start(model));
        assertThat(said.status()).isZero();
        List<String> lines = said.output().lines().toList();
        assertThat(lines).hasSize(20);
        assertThat(lines.getFirst()).contains("VERSION");
        assertThat(lines).filteredOn(line -> line.contains("\"TPV\"")).hasSizeGreaterThan(5)
                .allMatch(line -> line.contains("\"mode\":3") && line.contains("\"lat\":51.47"));
        assertThat(lines).filteredOn(line -> line.contains("\"SKY\"")).hasSizeGreaterThan(5)
                .allMatch(line -> line.contains("\"used\":true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-m8t", "nmea"})
    void cgpsShowsThePlaceAndTheSatellites(String model) throws IOException, InterruptedException {
        Peer cgps = Peer.named("cgps");
        assertThat(screen(cgps, start(model))).contains("51.47").contains("FIX")
                .containsPattern("GP +\\d+ +\\d+ +\\d+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ublox-m8t", "nmea"})
    void gpsmonFindsTheReceiverAndItsPackets(String model) throws IOException, InterruptedException {
        Peer gpsmon = Peer.named("gpsmon");
        String screen = screen(gpsmon, start(model));
        assertThat(screen).contains(model.equals("nmea") ? "NMEA0183" : "u-blox")
                .containsPattern(model.equals("nmea") ? "G[NP]RMC" : "b562");
    }
}
