package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ClientReport.Usage;
import org.timeball.daemon.candm.FakeSource;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.WireFloat;
import org.timeball.daemon.interop.Peer;
import org.timeball.daemon.interop.Peer.Outcome;
import org.timeball.timekeeping.world.IpAddress;

/// Debian's unmodified chronyc (4.3) in front of the server, over the Unix socket and over UDP: every command that it
/// has. What it prints is compared with the fake box's state, and what it orders is looked up there.
class ChronycTest {
    /// One run takes 20 ms on an idle machine.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;
    private ControlBench bench;
    private Peer chronyc;

    @BeforeEach
    void start() throws Exception {
        chronyc = Peer.named("chronyc").with("TZ", "UTC");
        bench = new ControlBench(folder, EnumSet.allOf(OpenWord.class));
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    private Outcome overUnix(String... words) throws Exception {
        return run(List.of("-h", bench.socket.toString()), words);
    }

    private Outcome overUdp(String... words) throws Exception {
        return run(List.of("-h", "127.0.0.1", "-p", Integer.toString(bench.port)), words);
    }

    private Outcome run(List<String> to, String... words) throws Exception {
        List<String> all = new ArrayList<>(to);
        all.addAll(Arrays.asList(words));
        return chronyc.run(LIMIT, all.toArray(String[]::new));
    }

    /// Runs orders one after another in one chronyc, and expects each to be a success.
    private void order(String... commands) throws Exception {
        List<String> words = new ArrayList<>(List.of("-n", "-m"));
        words.addAll(Arrays.asList(commands));
        Outcome outcome = overUnix(words.toArray(String[]::new));
        assertThat(outcome.output()).isEqualTo("200 OK\n".repeat(commands.length));
        assertThat(outcome.status()).isZero();
    }

    private void assertFails(String answer, String... words) throws Exception {
        assertThat(overUnix(words)).isEqualTo(new Outcome(1, answer + "\n"));
    }

    private FakeSource first() {
        return bench.see(box -> box.named("ntp1.example.net"));
    }

    @Test
    void everyReportIsPrintedAsTheBoxIsOverBothWays() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, String> expected : expectations().entrySet()) {
            String[] words = expected.getKey().split(" ");
            for (Outcome outcome : List.of(overUnix(words), overUdp(words))) {
                all.assertThat(outcome.status()).as(expected.getKey()).isZero();
                all.assertThat(withoutTrailingSpaces(outcome.output())).as(expected.getKey())
                        .isEqualTo(expected.getValue());
            }
        }
        all.assertAll();
    }

    private static Map<String, String> expectations() throws Exception {
        Map<String, String> expectations = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(ChronycTest.class.getResourceAsStream("chronyc.txt"))) {
            String[] sections = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=== ");
            for (int i = 1; i < sections.length; i++) {
                int end = sections[i].indexOf('\n');
                expectations.put(sections[i].substring(0, end), sections[i].substring(end + 1));
            }
        }
        assertThat(expectations).hasSizeGreaterThan(20);
        return expectations;
    }

    private static String withoutTrailingSpaces(String text) {
        return text.replaceAll("(?m)[ \t]+$", "");
    }

    @Test
    void overUdpOnlyWhatIsOpenIsAnsweredAndNothingIsChanged() throws Exception {
        bench.close();
        try (ControlBench closed = new ControlBench(Files.createDirectory(folder.resolve("second")),
                OpenWord.DEFAULT)) {
            bench = closed;
            assertThat(overUdp("-n", "tracking").status()).isZero();
            for (String command : List.of("makestep", "offline", "shutdown", "cyclelogs", "serverstats", "clients",
                    "accheck 127.0.0.1", "cmdaccheck 127.0.0.1", "allow all", "settime 12:00", "dfreq 1", "selectdata",
                    "ntpdata 192.0.2.1")) {
                Outcome outcome = overUdp(command.split(" "));
                assertThat(outcome.status()).as(command).isEqualTo(1);
                assertThat(outcome.output()).as(command).endsWith("501 Not authorised\n");
            }
            assertThat(closed.<List<Instruction>>see(box -> List.copyOf(box.done))).isEmpty();
            assertThat(closed.<Double>see(box -> box.offset)).isEqualTo(-0.000000123);
        }
        bench = new ControlBench(Files.createDirectory(folder.resolve("third")), Set.of());
        assertThat(overUdp("tracking")).isEqualTo(new Outcome(1, "501 Not authorised\n"));
        assertThat(overUnix("tracking").status()).isZero();
    }

    @Test
    void sourcesGoOnlineAndOfflineAndIntoBursts() throws Exception {
        order("offline 255.255.255.0/192.0.2.0");
        assertThat(first().online).isFalse();
        assertThat(overUnix("-c", "activity").output()).isEqualTo("1,1,0,0,1\n");
        order("online");
        assertThat(overUnix("-c", "activity").output()).isEqualTo("2,0,0,0,1\n");
        order("offline", "online 2001:db8::2");
        assertThat(overUnix("-c", "activity").output()).isEqualTo("1,1,0,0,1\n");
        order("onoffline", "burst 3/5 192.0.2.1");
        assertThat(first().burstGood).isEqualTo(3);
        assertThat(first().burstTotal).isEqualTo(5);
        assertThat(overUnix("-c", "activity").output()).isEqualTo("1,0,1,0,1\n");
        order("offline 192.0.2.1");
        assertThat(overUnix("activity").output()).isEqualTo("""
                200 OK
                1 sources online
                0 sources offline
                0 sources doing burst (return to online)
                1 sources doing burst (return to offline)
                1 sources with unknown address
                """);
        assertFails("503 No such source", "offline", "192.0.2.2");
        assertFails("503 No such source", "burst", "1/2", "255.0.0.0/10.0.0.0");
    }

    @Test
    void theOptionsOfASourceAreChanged() throws Exception {
        order("minpoll 192.0.2.1 5", "maxpoll 192.0.2.1 9", "maxdelay 192.0.2.1 0.125",
                "maxdelayratio 192.0.2.1 1.5", "maxdelaydevratio 192.0.2.1 20", "minstratum 192.0.2.1 2",
                "polltarget 192.0.2.1 12");
        FakeSource source = first();
        assertThat(List.of(source.minPoll, source.maxPoll, source.minStratum, source.pollTarget))
                .isEqualTo(List.of(5, 9, 2, 12));
        assertThat(List.of(source.maxDelay, source.maxDelayRatio, source.maxDelayDevRatio))
                .isEqualTo(List.of(0.125, 1.5, 20.0));
        order("minpoll ID#0000000001 3");
        assertThat(bench.<Integer>see(box -> box.named("later.example.net").minPoll)).isEqualTo(3);
        for (String command : List.of("minpoll", "maxpoll", "maxdelay", "maxdelayratio", "maxdelaydevratio",
                "minstratum", "polltarget")) {
            assertFails("503 No such source", command, "192.0.2.200", "3");
        }
    }

    @Test
    void sourcesAreAddedAndDeleted() throws Exception {
        order("add server 203.0.113.9 iburst minpoll 3 maxpoll 4 prefer key 7 offset 0.25 mindelay 0.001",
                "add peer 2001:db8::9 port 1123 xleave noselect minsamples 8 maxsamples 16 filter 5 presend 6",
                "add server 203.0.113.10 nts ntsport 4461 certset 3 maxdelay 0.5 maxdelayratio 2 maxdelaydevratio 3");
        assertThat(overUnix("-c", "-n", "sources").output()).contains("^,?,203.0.113.9,0,3,0,",
                "=,?,2001:db8::9,0,6,0,", "^,?,203.0.113.10,0,6,0,");
        List<NewSource> added = bench.see(box -> box.done.stream()
                .map(order -> ((Instruction.AddSource) order).source()).toList());
        assertThat(added).containsExactly(
                new NewSource(NewSource.Type.SERVER, "203.0.113.9", 123,
                        new NewSource.Polling(3, 4, 100, 8, 0, 4, 100_000),
                        new NewSource.Limits(0, -1, -1, 0, 3, 0, 10, 0, wire(0.001), 1, 0.25),
                        new NewSource.Authentication(7, 4460, 0),
                        Set.of(NewSource.Flag.ONLINE, NewSource.Flag.IBURST, NewSource.Flag.PREFER)),
                new NewSource(NewSource.Type.PEER, "2001:db8::9", 1123,
                        new NewSource.Polling(6, 10, 6, 8, 0, 4, 100_000),
                        new NewSource.Limits(0, 8, 16, 5, 3, 0, 10, 0, 0, 1, 0),
                        new NewSource.Authentication(0, 4460, 0),
                        Set.of(NewSource.Flag.ONLINE, NewSource.Flag.INTERLEAVED, NewSource.Flag.NOSELECT)),
                new NewSource(NewSource.Type.SERVER, "203.0.113.10", 123,
                        new NewSource.Polling(6, 10, 100, 8, 0, 4, 100_000),
                        new NewSource.Limits(0, -1, -1, 0, 0.5, 2, 3, 0, 0, 1, 0),
                        new NewSource.Authentication(0, 4461, 3), Set.of(NewSource.Flag.ONLINE, NewSource.Flag.NTS)));
        assertFails("511 Source already present", "add", "server", "203.0.113.9");
        order("delete 203.0.113.9");
        assertFails("503 No such source", "delete", "203.0.113.9");
        assertThat(overUnix("-c", "-n", "sources").output()).doesNotContain("203.0.113.9,");
    }

    private static double wire(double value) {
        return WireFloat.decode(WireFloat.encode(value));
    }

    @Test
    void accessIsGivenTakenAndAsked() throws Exception {
        for (String prefix : List.of("", "cmd")) {
            assertThat(overUnix("-m", prefix + "accheck 10.0.0.1", prefix + "allow 10.0.0.0/8",
                    prefix + "accheck 10.0.0.1", prefix + "deny 10.1.0.0/16", prefix + "accheck 10.1.2.3",
                    prefix + "allow all 10.0.0.0/8", prefix + "accheck 10.1.2.3", prefix + "deny all",
                    prefix + "accheck 10.0.0.1", prefix + "allow 2001:db8::/32", prefix + "accheck 2001:db8::1",
                    prefix + "allow", prefix + "accheck 192.0.2.1")).isEqualTo(new Outcome(0, """
                            209 Access denied
                            200 OK
                            208 Access allowed
                            200 OK
                            209 Access denied
                            200 OK
                            208 Access allowed
                            200 OK
                            209 Access denied
                            200 OK
                            208 Access allowed
                            200 OK
                            208 Access allowed
                            """));
        }
        assertThat(bench.<Boolean>see(box -> box.ntpAccess.allows(IpAddress.v4(198, 51, 100, 1)))).isTrue();
        assertFails("507 Bad subnet", "allow", "10.0.0.0/33");
    }

    @Test
    void clientsAreListedByServiceByNumberOfPacketsAndReset() throws Exception {
        bench.see(box -> {
            for (int i = 0; i < 18; i++) {
                box.clients.add(new ClientReport(IpAddress.v4(10, 0, 0, i),
                        new Usage(i, 0, 6, 60),
                        Usage.NONE,
                        Usage.NONE, 5));
            }
            return box.clients.size();
        });
        assertThat(overUnix("-c", "-n", "clients").output().lines()).hasSize(20).contains(
                "10.0.0.17,17,0,6,5,60,0,0,127,4294967295");
        assertThat(overUnix("-c", "-n", "clients", "-p", "40", "-k").output()).isEqualTo("""
                198.51.100.7,1234,5,4,127,12,3,1,9,300
                2001:db8::77,0,0,127,127,4294967295,0,0,127,4294967295
                """);
        assertThat(overUnix("-n", "clients", "-p", "1000", "-r").output()).contains("198.51.100.7");
        assertThat(bench.<Long>see(box -> box.clients.getFirst().ntp().hits())).isZero();
        assertThat(bench.<Long>see(box -> box.clients.get(1).command().hits())).isEqualTo(40);
        bench.see(box -> box.clientLog = false);
        Outcome off = overUnix("-n", "clients");
        assertThat(off.status()).isEqualTo(1);
        assertThat(off.output()).endsWith("519 Client logging is not active in the daemon\n");
    }

    @Test
    void theTimeIsSetByHand() throws Exception {
        assertFails("505 Facility not enabled in daemon", "settime", "Nov 26, 2026 01:02:01");
        order("manual on");
        assertThat(overUnix("settime", "Nov 26, 2026 01:02:01").output()).isEqualTo("""
                200 OK
                Clock was 2.25 seconds fast.  Frequency change = 1.50ppm, new frequency = -12.34ppm
                """);
        assertThat(withoutTrailingSpaces(overUnix("manual", "list").output())).isEqualTo("""
                210 n_samples = 1
                #    Date     Time(UTC)    Slewed   Original   Residual
                =======================================================
                 0 2026-11-26 01:02:03       1.12       2.25       0.28
                """);
        assertFails("516 Sample index out of range", "manual", "delete", "1");
        order("manual delete 0");
        assertThat(bench.<Integer>see(box -> box.manualSamples.size())).isZero();
        order("manual reset");
        assertThat(bench.<Boolean>see(box -> box.manual)).isTrue();
        order("manual off");
        assertThat(bench.<Boolean>see(box -> box.manual)).isFalse();
    }

    @Test
    void theClockIsSteppedAndNudged() throws Exception {
        order("doffset 0.25", "dfreq 1.5");
        assertThat(overUnix("tracking").output()).contains("System time     : 0.249999881 seconds fast of NTP time",
                "Frequency       : 10.845 ppm slow");
        order("makestep");
        assertThat(overUnix("tracking").output()).contains("System time     : 0.000000000 seconds fast of NTP time");
        bench.see(box -> box.canStep = false);
        assertFails("500 Failure", "makestep");
        order("makestep 0.1 -1", "maxupdateskew 50", "reselectdist 0.001");
        assertThat(bench.<List<Instruction>>see(box -> List.copyOf(box.done))).containsExactly(
                new Instruction.StepPolicy(-1, wire(0.1)), new Instruction.MaxUpdateSkew(50),
                new Instruction.ReselectDistance(wire(0.001)));
    }

    @Test
    void localModeIsSwitched() throws Exception {
        order("local stratum 9 distance 0.5 orphan");
        assertThat(bench.<Instruction>see(box -> box.local))
                .isEqualTo(new Instruction.LocalOn(9, 0.5, true, 0, 0, 0));
        order("local");
        assertThat(bench.<Instruction>see(box -> box.local)).isEqualTo(new Instruction.LocalOn(10, 1, false, 0, 0, 0));
        order("local off");
        assertThat(bench.<Boolean>see(box -> box.local == null)).isTrue();
    }

    @Test
    void ordersWithoutWordsArrive() throws Exception {
        order("refresh", "reload sources", "reselect", "rekey", "dump", "cyclelogs", "trimrtc", "writertc",
                "smoothtime reset", "smoothtime activate", "shutdown");
        assertThat(bench.<List<Instruction>>see(box -> List.copyOf(box.done))).containsExactly(
                new Instruction.Refresh(), new Instruction.ReloadSources(), new Instruction.Reselect(),
                new Instruction.Rekey(), new Instruction.Dump(), new Instruction.CycleLogs(),
                new Instruction.TrimRtc(), new Instruction.WriteRtc(), new Instruction.SmoothTime(false),
                new Instruction.SmoothTime(true), new Instruction.Shutdown());
    }

    @Test
    void resetSourcesForgetsAllSamples() throws Exception {
        order("reset sources");
        assertThat(overUnix("-n", "sourcestats").output()).contains("""
                PPS                         0   0     0     +0.000   2000.000     +0ns  4000ms
                192.0.2.1                   0   0     0     +0.000   2000.000     +0ns  4000ms
                """);
        assertThat(overUnix("-n", "selectdata").output()).contains("M 192.0.2.1 ");
    }

    @Test
    void facilitiesThatAreOffSaySo() throws Exception {
        bench.see(box -> {
            box.rtc = null;
            box.smoothing = null;
            return true;
        });
        for (String command : List.of("rtcdata", "trimrtc", "writertc")) {
            assertFails("513 RTC driver not running", command);
        }
        assertFails("505 Facility not enabled in daemon", "smoothing");
        assertFails("505 Facility not enabled in daemon", "smoothtime", "reset");
        assertFails("503 No such source", "sourcename", "192.0.2.77");
        assertFails("503 No such source", "ntpdata", "192.0.2.77");
    }

    @Test
    void waitsyncEndsWhenTheClockIsGoodEnough() throws Exception {
        assertThat(overUdp("waitsync", "1", "0.01")).isEqualTo(new Outcome(0,
                "try: 1, refid: 50505300, correction: 0.000000123, skew: 0.023\n"));
        bench.see(box -> box.offset = 0.5);
        assertThat(overUdp("waitsync", "2", "0.01", "0", "0.1")).isEqualTo(new Outcome(1, """
                try: 1, refid: 50505300, correction: 0.500000000, skew: 0.023
                try: 2, refid: 50505300, correction: 0.500000000, skew: 0.023
                """));
    }

    @Test
    void anUnresolvedSourceHasANumberAndAName() throws Exception {
        assertThat(overUnix("sourcename", "ID#0000000001")).isEqualTo(new Outcome(0, "later.example.net\n"));
        bench.see(box -> box.named("later.example.net").address = new SourceAddress.Ip(IpAddress.v4(192, 0, 2, 3)));
        assertThat(overUnix("-m", "sourcename 192.0.2.3", "activity").output()).startsWith("later.example.net\n")
                .contains("3 sources online", "0 sources with unknown address");
    }

    @Test
    void theSocketGoesWithTheServer() throws Exception {
        assertThat(Files.exists(bench.socket)).isTrue();
        bench.close();
        assertThat(Files.exists(bench.socket)).isFalse();
        bench = new ControlBench(Files.createDirectory(folder.resolve("again")), OpenWord.DEFAULT);
        assertThat(overUnix("tracking").status()).isZero();
    }
}
