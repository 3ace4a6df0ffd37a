package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.boot.Timeball;
import org.timeball.linux.nic.EthtoolCalls;
import org.timeball.ntp.fastpath.FastPath;

/// The daemon answers inside the kernel what comes by a cable (a veth pair, which can be asked natively and generically).
///
/// Two things are particular to veth. It takes up what XDP sends back only if its other end has an XDP program too: here
/// the same one, which without a state passes all. And a request has no UDP checksum yet, so the client asks for none.
class FastPathTest {
    private static final int WEB = 18_323;
    private static final int KILL = 9;
    private static final long START_SECONDS = 30;

    /// Sends each request given in hexadecimal, and says `answered` or `silent` for each.
    private static final String ASK = """
            python3 - %s %s <<'END'
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.setsockopt(socket.SOL_SOCKET, 11, 1)
            s.settimeout(0.5)
            for each in sys.argv[2:]:
                request = bytes.fromhex(each)
                s.sendto(request, (sys.argv[1], 123))
                try:
                    answer = s.recv(2000)
                    print("answered" if answer[24:32] == request[40:48] and answer[1] == 1 else answer.hex())
                except socket.timeout:
                    print("silent")
            END
            """;
    private static final String PLAIN = "23" + "00".repeat(39) + "0123456789abcdef";

    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("log");
    }

    private Path program() throws IOException {
        assumeTrue(FastPath.class.getResource("ntp_fastpath.bpf.o") != null,
                "the fast path was not built: clang or libbpf-dev is missing");
        Path file = folder.resolve("ntp_fastpath.bpf.o");
        try (InputStream in = FastPath.class.getResourceAsStream("ntp_fastpath.bpf.o")) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private ClientNamespace cable() throws Exception {
        Path program = program();
        ClientNamespace client = ClientNamespace.open();
        int loaded = ClientNamespace.run("-n", client.name(), "link", "set", "dev", "client0", "xdp", "obj",
                program.toString(), "sec", "xdp");
        if (loaded != 0) {
            client.close();
        }
        assumeTrue(loaded == 0, "XDP programs cannot be loaded here");
        return client;
    }

    private Process daemon(ClientNamespace client, String mode) throws Exception {
        List<String> command = List.of(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n", "local stratum 1", "bindaddress " + client.server(),
                "allow 10.98.0.0/16", "cmdport 0", "bindcmdaddress " + folder.resolve("run/sock"), "webport " + WEB,
                "fastpath " + client.cable() + " " + mode);
        Process daemon = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log()).contains("The local reference is active") && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(Files.readString(log())).contains("The local reference is active");
        return daemon;
    }

    private static List<String> ask(ClientNamespace client, String... requests) throws Exception {
        return client.shell(30, ASK.formatted(client.server(), String.join(" ", requests))).lines()
                .filter(line -> !line.isBlank()).toList();
    }

    private static long counted(String what) throws Exception {
        try (HttpClient web = HttpClient.newHttpClient()) {
            String text = web.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WEB + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            String name = "timeball_fastpath_" + what + "_total ";
            return text.lines().filter(line -> line.startsWith(name)).map(line -> line.substring(name.length()))
                    .mapToLong(value -> (long) Double.parseDouble(value)).findFirst().orElseThrow();
        }
    }

    private static void end(Process daemon) throws InterruptedException {
        daemon.destroy();
        daemon.waitFor(10, TimeUnit.SECONDS);
    }

    private static String[] times(int count, String request) {
        String[] all = new String[count];
        Arrays.fill(all, request);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "generic"})
    void plainRequestsAreAnsweredByTheKernelAndAllOthersByTheSockets(String mode) throws Exception {
        try (ClientNamespace client = cable()) {
            Process daemon = daemon(client, mode);
            try {
                assertThat(Files.readString(log()))
                        .contains("answered inside the kernel on " + client.cable() + " (" + mode + " mode)");
                try (EthtoolCalls calls = EthtoolCalls.open()) {
                    assertThat(calls.look(client.cable()).fast().program()).hasValueSatisfying(
                            program -> assertThat(program).startsWith("XDP program ").endsWith("(" + mode + ")"));
                }
                assertThat(ask(client, times(50, PLAIN))).hasSize(50).containsOnly("answered");
                assertThat(counted("answered")).isEqualTo(50);

                // An earlier answer's time as origin may mean interleaved mode: a socket's work.
                String interleaved = "23" + "00".repeat(23) + "1111111122222222" + "00".repeat(8) + "0123456789abcdef";
                // An unknown extension field of 28 bytes is answered without one.
                String extended = PLAIN + "f323001c" + "00".repeat(24);
                assertThat(ask(client, interleaved, extended)).containsOnly("answered");

                List<String> malformed = new ArrayList<>();
                for (String first : List.of("24", "25", "26", "27", "03", "2b", "3b")) {
                    malformed.add(first + PLAIN.substring(2));
                }
                malformed.add(PLAIN.substring(0, 94));
                malformed.add(PLAIN + "00");
                malformed.add("23");
                assertThat(ask(client, malformed.toArray(String[]::new))).hasSize(malformed.size())
                        .containsOnly("silent");
                assertThat(counted("answered")).as("nothing but the plain ones").isEqualTo(50);
                assertThat(counted("stepped")).isZero();
            } finally {
                end(daemon);
            }
            assertThat(ClientNamespace.run("link", "set", "dev", client.cable(), "xdp", "obj", program().toString(),
                    "sec", "xdp")).as("whether the place is free again").isZero();
        }
    }

    @Test
    void noAnswerOutlivesAKilledDaemon() throws Exception {
        try (ClientNamespace client = cable()) {
            Process daemon = daemon(client, "native");
            try {
                assertThat(ask(client, PLAIN)).containsExactly("answered");
            } finally {
                daemon.destroyForcibly();
            }
            assertThat(daemon.waitFor()).isEqualTo(128 + KILL);
            assertThat(ask(client, PLAIN)).containsExactly("silent");
        }
    }

    @Test
    void aHungDaemonAnswersForThreeSecondsAtMost() throws Exception {
        try (ClientNamespace client = cable()) {
            Process daemon = daemon(client, "native");
            try {
                signal(daemon, "STOP");
                long stopped = System.nanoTime();
                assertThat(ask(client, PLAIN)).as("still vouched for").containsExactly("answered");
                Thread.sleep(Math.max(1, 3_100 - (System.nanoTime() - stopped) / 1_000_000));
                assertThat(ask(client, PLAIN)).containsExactly("silent");
                signal(daemon, "CONT");
                Thread.sleep(1_500);
                assertThat(ask(client, PLAIN)).containsExactly("answered");
                assertThat(counted("stale")).isPositive();
            } finally {
                signal(daemon, "CONT");
                end(daemon);
            }
        }
    }

    private static void signal(Process daemon, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(daemon.pid())).start().waitFor();
    }

    @Test
    void anotherXdpProgramStaysAndTheSocketsServe() throws Exception {
        try (ClientNamespace client = cable()) {
            assertThat(ClientNamespace.run("link", "set", "dev", client.cable(), "xdp", "obj", program().toString(),
                    "sec", "xdp")).isZero();
            Process daemon = daemon(client, "");
            try {
                assertThat(Files.readString(log())).contains("NTP is answered by sockets alone on " + client.cable());
                assertThat(ask(client, PLAIN)).containsExactly("answered");
                assertThat(counted("answered")).isZero();
            } finally {
                end(daemon);
            }
            assertThat(ClientNamespace.run("link", "set", "dev", client.cable(), "xdp", "obj", program().toString(),
                    "sec", "xdp")).as("a program may not be replaced without force: it is still there").isNotZero();
        }
    }
}
