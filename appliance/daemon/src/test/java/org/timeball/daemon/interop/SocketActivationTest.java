package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.Timeball;
import org.timeball.ntp.nts.ke.CertificateMaker;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;

/// Sockets that systemd has bound: the first packet starts the daemon, which answers it over the socket that it came by.
class SocketActivationTest {
    private static final Path ACTIVATOR = Path.of("/usr/bin/systemd-socket-activate");

    @TempDir
    private Path folder;

    /// Has a socket waited on that starts the daemon.
    ///
    /// @param kind of socket: `-d` for UDP, empty for TCP
    private Process waiting(String kind, int port, List<String> directives) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(ACTIVATOR), ACTIVATOR + " is missing (package systemd)");
        List<String> command = new ArrayList<>(List.of(ACTIVATOR.toString()));
        Stream.of(kind).filter(word -> !word.isEmpty()).forEach(command::add);
        command.addAll(List.of("-l", "127.0.0.1:" + port, ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n", "-L", "-1", "-l", folder.resolve("log").toString(),
                "bindaddress 127.0.0.1", "allow 127.0.0.1", "cmdport 0", "bindcmdaddress /", "local stratum 4"));
        command.addAll(directives);
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(folder.resolve("said")).contains("Listening") && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return process;
    }

    private static void end(Process process) throws Exception {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static int[] freePorts() throws Exception {
        try (DatagramSocket ntp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ServerSocket establishment = new ServerSocket(0)) {
            return new int[]{ntp.getLocalPort(), establishment.getLocalPort()};
        }
    }

    /// Has chronyd measure the time; it may have given up before a busy machine has started the daemon.
    private void assertServed(String... configuration) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Q", "-U", "-t", "30", "pidfile " + folder.resolve("pid")));
        arguments.addAll(List.of(configuration));
        Peer.Outcome outcome = Peer.named("chronyd").run(Duration.ofSeconds(60), arguments.toArray(String[]::new));
        for (int again = 0; again < 2 && outcome.status() != 0; again++) {
            outcome = Peer.named("chronyd").run(Duration.ofSeconds(60), arguments.toArray(String[]::new));
        }
        assertThat(outcome.status()).as("%s\n%s", outcome.output(), Files.readString(folder.resolve("said"))).isZero();
    }

    @Test
    void aRequestStartsTheDaemon() throws Exception {
        int port = freePorts()[0];
        Process daemon = waiting("-d", port, List.of("port " + port));
        try {
            assertServed("server 127.0.0.1 port " + port + " iburst maxsamples 2");
        } finally {
            end(daemon);
        }
        assertThat(Files.readString(folder.resolve("log")))
                .contains("Reusing UDPv4 socket fd=3 local=127.0.0.1:" + port + "\n").contains("exiting\n");
    }

    @Test
    void aKeyEstablishmentStartsTheDaemon() throws Exception {
        int[] ports = freePorts();
        CertificateMaker.Made made = CertificateMaker.selfSigned(CertificateMaker.Key.RSA, new Content("CN=test",
                "dns:localhost,ip:127.0.0.1", Instant.now().minus(Duration.ofDays(1)), 10));
        Path key = Files.writeString(folder.resolve("key.pem"), made.key());
        Path certificate = Files.writeString(folder.resolve("cert.pem"), made.chain());
        Process daemon = waiting("", ports[1], List.of("port " + ports[0], "ntsport " + ports[1],
                "ntsservercert " + certificate, "ntsserverkey " + key));
        try {
            assertServed("server localhost port " + ports[0] + " nts ntsport " + ports[1] + " iburst maxsamples 2",
                    "ntstrustedcerts " + certificate, "nosystemcert");
        } finally {
            end(daemon);
        }
        assertThat(Files.readString(folder.resolve("log")))
                .contains("Reusing TCPv4 socket fd=3 local=127.0.0.1:" + ports[1] + "\n");
    }
}
