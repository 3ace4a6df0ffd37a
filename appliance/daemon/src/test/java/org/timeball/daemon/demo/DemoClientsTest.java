package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.interop.Peer;

/// Real NTP clients ask a demo box over loopback.
class DemoClientsTest {
    private static final Pattern WRONG_BY = Pattern.compile("System clock wrong by (-?[0-9.]+) seconds");
    private static final Pattern NTPDIG = Pattern.compile(" ([-+][0-9.]+) \\+/- [0-9.]+ \\S+ s(\\d+) ");
    /// What the host's clock, which is the truth here, may differ from the answer.
    private static final double LIMIT_SECONDS = 1e-3;
    private static RunningBox box;
    private static int port;

    @BeforeAll
    static void aBoxThatServesStratumOne() throws Exception {
        box = RunningBox.start(42);
        port = box.port();
        assertThat(box.await(reading -> reading.firstStratumOneSeconds() > 0, 30)).as("stratum 1 in time").isPresent();
        assertThat(box.latest().orElseThrow().firstStratumOneSeconds()).isLessThan(15);
    }

    @AfterAll
    static void noFalseClaimWasMade() {
        try (RunningBox closing = box) {
            assertThat(closing.violation()).isNull();
        }
    }

    @Test
    void chronydAcceptsTheAnswersWithinAMillisecond() throws Exception {
        Peer.Outcome said = Peer.named("chronyd").run(Duration.ofSeconds(20), "-Q", "-U", "-t", "10",
                "server 127.0.0.1 port " + port + " iburst maxsamples 4");
        assertThat(said.status()).as(said.output()).isZero();
        Matcher wrong = WRONG_BY.matcher(said.output());
        assertThat(wrong.find()).as(said.output()).isTrue();
        assertThat(Math.abs(Double.parseDouble(wrong.group(1)))).isLessThan(LIMIT_SECONDS);
    }

    @Test
    void chronydAcceptsThemOverIpv6Too() throws Exception {
        Peer.Outcome said = Peer.named("chronyd").run(Duration.ofSeconds(20), "-Q", "-U", "-t", "10",
                "server ::1 port " + port + " iburst maxsamples 4");
        assertThat(said.status()).as(said.output()).isZero();
    }

    @Test
    void ntpdigSeesStratumOneWithinAMillisecond() throws Exception {
        Peer.Outcome said = Peer.named("ntpdig").with("NTP_PORT", Integer.toString(port)).run(Duration.ofSeconds(30),
                "-p", "4", "127.0.0.1");
        assertThat(said.status()).as(said.output()).isZero();
        Matcher line = NTPDIG.matcher(said.output());
        assertThat(line.find()).as(said.output()).isTrue();
        assertThat(Math.abs(Double.parseDouble(line.group(1)))).isLessThan(LIMIT_SECONDS);
        assertThat(line.group(2)).isEqualTo("1");
    }

    /// Ten MB in datagrams of all sizes; a reply may only come to what happens to be a request, and never be longer.
    @Test
    void tenMegabytesOfNoiseOnTheNtpPortDoNoHarm() throws Exception {
        Random random = new Random(10);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(1);
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            long before = used();
            int sent = 0;
            while (sent < 10_000_000) {
                byte[] noise = new byte[1 + random.nextInt(1400)];
                random.nextBytes(noise);
                socket.send(new DatagramPacket(noise, noise.length, loopback, port));
                sent += noise.length;
            }
            assertThat(used() - before).as("bytes of heap gained").isLessThan(20_000_000);
        }
        long requests = box.latest().orElseThrow().server().requests();
        assertThat(box.await(reading -> reading.server().requests() > requests + 2, 10)).as("still answers")
                .isPresent();
        assertThat(box.latest().orElseThrow().timing().stratum()).isEqualTo(1);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
