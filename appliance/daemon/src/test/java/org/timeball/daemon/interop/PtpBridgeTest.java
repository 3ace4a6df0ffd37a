package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.Timeball;

/// A real ptp4l as grandmaster on one machine, `timeball daemon -x` with a `ptp` line and a ptp4l of its own on another,
/// and chronyd as its client. Both ptp4l stamp in software and run free, so that nothing touches the clock.
class PtpBridgeTest {
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);
    private static final long TO_CONVERGE_SECONDS = 60;
    private static final Pattern CLAIM = Pattern.compile("System clock (?:wrong|correct) by (-?[0-9.]+) seconds");
    /// 37 s, no flag but traceable (0x10): ptp4l stamps with a clock that shows UTC.
    private static final String TRACEABLE = "currentUtcOffset 37 leap61 0 leap59 0 currentUtcOffsetValid 0 ptpTimescale 0"
            + " timeTraceable 1 frequencyTraceable 1 timeSource 0x20";

    @TempDir
    private Path folder;

    private Path grandmasterSocket() {
        return folder.resolve("gm");
    }

    private void grandmaster(int clockClass) throws IOException, InterruptedException {
        Peer.Outcome set = Peer.named("pmc").run(TO_ANSWER, "-u", "-b", "0", "-s", grandmasterSocket().toString(), "-i",
                folder.resolve("pmc").toString(), "SET GRANDMASTER_SETTINGS_NP clockClass " + clockClass
                        + " clockAccuracy 0x23 offsetScaledLogVariance 0xffff " + TRACEABLE);
        assertThat(set.output()).contains("clockClass              " + clockClass);
    }

    private List<String> command(PrivateMachine machine, String... words) {
        List<String> command = new ArrayList<>(machine.enter());
        command.addAll(List.of("setpriv", "--bounding-set", "-sys_time", "--inh-caps", "-sys_time"));
        command.addAll(List.of(words));
        return command;
    }

    private Process daemon(PrivateMachine box, Path log) throws IOException {
        List<String> command = command(box, ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Timeball.class.getName(), "daemon", "-x", "-n",
                "ptp b0 utc ptp4l " + Peer.named("ptp4l").program(), "allow 127.0.0.1", "cmdport 0",
                "bindcmdaddress " + folder.resolve("run/chronyd.sock"));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private String tracking() throws Exception {
        return Peer.named("chronyc").run(TO_ANSWER, "-h", folder.resolve("run/chronyd.sock").toString(), "-n",
                "tracking").output();
    }

    /// @return seconds until it was so
    private double await(String wanted, Path log) throws Exception {
        long start = System.nanoTime();
        String said = tracking();
        while (!said.contains(wanted)) {
            assertThat(System.nanoTime() - start).as(said + Files.readString(log))
                    .isLessThan(TimeUnit.SECONDS.toNanos(TO_CONVERGE_SECONDS));
            Thread.sleep(200);
            said = tracking();
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void join(PrivateMachine one, PrivateMachine other) throws IOException, InterruptedException {
        one.must("ip", "link", "add", "a0", "type", "veth", "peer", "name", "b0");
        one.must("ip", "link", "set", "b0", "netns", other.pid());
        one.must("ip", "addr", "add", "198.18.0.1/30", "dev", "a0");
        other.must("ip", "addr", "add", "198.18.0.2/30", "dev", "b0");
        one.must("ip", "link", "set", "a0", "up");
        other.must("ip", "link", "set", "b0", "up");
    }

    @Test
    void aGrandmastersTimeIsServedAsNtpUntilItLosesItsClass() throws Exception {
        Path conf = folder.resolve("gm.conf");
        Files.write(conf, List.of("[global]", "time_stamping software", "free_running 1", "logAnnounceInterval -1",
                "uds_address " + grandmasterSocket(), "[a0]"));
        Path log = folder.resolve("log");
        try (PrivateMachine master = PrivateMachine.make(); PrivateMachine box = PrivateMachine.make()) {
            join(master, box);
            try (RunningPeer _ = new RunningPeer(Peer.named("ptp4l"), folder.resolve("said"), command(master), "-f",
                    conf.toString(), "-m", "-q")) {
                Process daemon = daemon(box, log);
                try {
                    await("Stratum         : 0", log);
                    grandmaster(6);
                    await("Stratum         : 1", log);
                    assertThat(tracking()).contains("50545000 (PTP)").contains("Leap status     : Normal");
                    // One clock on all three machines: what is left is the scatter of software timestamps.
                    assertThat(Math.abs(claim(box))).isLessThan(1e-3);

                    grandmaster(248);
                    // Half a second to the next Announce, and the time that a chronyc takes.
                    assertThat(await("7F7F0101", log)).isLessThan(3 + 1.5);
                    assertThat(tracking()).doesNotContain("(PTP)").doesNotContain("Stratum         : 1");
                } finally {
                    daemon.destroy();
                    assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
        assertThat(Files.readString(log)).contains("ptp4l on b0:", "it has no reference");
    }

    /// How wrong chronyd takes its own clock to be, seconds, by what the box serves.
    private double claim(PrivateMachine box) throws IOException, InterruptedException {
        Path said = folder.resolve("client");
        Process client = new ProcessBuilder(command(box, Peer.named("chronyd").program().toString(), "-Q", "-U", "-t",
                "10", "server 127.0.0.1 iburst maxsamples 1")).redirectErrorStream(true).redirectOutput(said.toFile())
                .start();
        assertThat(client.waitFor(TO_ANSWER.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Matcher claim = CLAIM.matcher(Files.readString(said));
        assertThat(claim.find()).as(Files.readString(said)).isTrue();
        return Double.parseDouble(claim.group(1));
    }
}
