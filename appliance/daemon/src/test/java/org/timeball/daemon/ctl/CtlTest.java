package org.timeball.daemon.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.FakeSource;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.RandomBox;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.server.ControlBench;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.cli.CtlOptions;
import org.timeball.daemon.cli.CtlOptions.Names;
import org.timeball.daemon.cli.CtlOptions.Style;
import org.timeball.daemon.interop.Peer;

/// Our client in front of the server with a fake box; where chronyc is there, its output is the measure.
class CtlTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /// Every command that prints a report and does so alike in chronyc 4.3 and 4.8.
    private static final List<String> REPORTS = List.of("tracking", "sources", "sources -a", "sourcestats",
            "sourcestats -a", "selectdata", "selectdata -a", "authdata", "authdata -a", "activity", "clients",
            "clients -k", "clients -p 1000", "rtcdata", "smoothing", "manual list", "sourcename 192.0.2.1",
            "sourcename ID#0000000001");

    @TempDir
    Path folder;
    private ControlBench bench;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        bench = new ControlBench(folder, EnumSet.allOf(OpenWord.class));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static InputStream nothing() {
        return InputStream.nullInputStream();
    }

    private CtlOptions options(List<String> servers, Names names, Style style, String... commands) {
        return new CtlOptions(List.of(commands), servers, bench.port, Duration.ofSeconds(10), names, style, true, false,
                false, false, false, 0, "");
    }

    private int ctl(CtlOptions options, InputStream in) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new Ctl(in).run(options, new PrintWriter(out), new PrintWriter(err));
    }

    private int ctl(Style style, String... commands) {
        return ctl(options(List.of(bench.socket.toString()), Names.NUMERIC, style, commands), nothing());
    }

    private String chronyc(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("-h", bench.socket.toString()));
        all.addAll(Arrays.asList(words));
        Peer.Outcome outcome = Peer.named("chronyc").with("TZ", "UTC").run(LIMIT, all.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }

    @Test
    void itPrintsWhatChroncyPrintsByteForByteWhateverTheNumbers() throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            refill(seed);
            for (Names names : List.of(Names.NUMERIC, Names.ORIGINAL)) {
                for (Style style : List.of(Style.TEXT, Style.CSV)) {
                    List<String> words = new ArrayList<>(List.of("-m", names == Names.NUMERIC ? "-n" : "-N"));
                    if (style == Style.CSV) {
                        words.add("-c");
                    }
                    words.addAll(REPORTS);
                    String expected = chronyc(words.toArray(String[]::new));
                    assertThat(ctl(options(List.of(bench.socket.toString()), names, style,
                            REPORTS.toArray(String[]::new)), nothing())).isZero();
                    // Line by line, so that a failure shows the one that differs.
                    assertThat(out.toString().split("\n", -1)).as("seed %d, %s, %s", seed, names, style)
                            .satisfies(lines -> assertSame(lines, expected.split("\n", -1)));
                }
            }
        }
    }

    private static void assertSame(String[] lines, String[] expected) {
        for (int i = 0; i < Math.min(lines.length, expected.length); i++) {
            assertThat(lines[i]).isEqualTo(expected[i]);
        }
        assertThat(lines).hasSameSizeAs(expected);
    }

    private void refill(int seed) {
        bench.see(box -> {
            FakeBox fresh = new FakeBox();
            box.sources.clear();
            box.sources.addAll(fresh.sources);
            box.clients.clear();
            box.clients.addAll(fresh.clients);
            box.manualSamples.clear();
            RandomBox.fill(box, seed);
            return true;
        });
    }

    @Test
    void reportsThatHaveGrownSinceChronyc43BeginAsItsOwn() throws Exception {
        for (int seed = 100; seed < 110; seed++) {
            refill(seed);
            // The first counter had 32 bits then.
            List<String> theirs = chronyc("serverstats").lines().skip(1).toList();
            ctl(Style.TEXT, "serverstats");
            assertThat(out.toString().lines().skip(1).toList()).hasSize(16).startsWith(theirs.toArray(String[]::new));
            List<String> data = chronyc("-n", "ntpdata", "192.0.2.1").lines().toList();
            ctl(Style.TEXT, "ntpdata 192.0.2.1");
            assertThat(out.toString().lines().toList()).startsWith(data.toArray(String[]::new));
            String csv = chronyc("-n", "-c", "ntpdata", "192.0.2.1").strip();
            ctl(Style.CSV, "ntpdata 192.0.2.1");
            assertThat(out.toString()).startsWith(csv + ",97,96,95,94");
        }
        ctl(Style.TEXT, "ntpdata");
        assertThat(out.toString().lines().filter(line -> line.startsWith("Remote address"))).hasSize(3);
    }

    @Test
    void jsonHasNumbersAsNumbersAndNamesThatEndWithTheirUnit() {
        assertThat(ctl(Style.JSON, "tracking", "sources -a", "activity", "makestep")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("{\"referenceId\":\"50505300\",\"reference\":\"PPS\",\"stratum\":1,"
                + "\"referenceTime\":1795654923.250000000,\"offsetSeconds\":-1.23")
                .contains("\"leap\":\"Insert second\"");
        assertThat(lines.get(1)).startsWith("[{\"mode\":\"#\",\"state\":\"*\",\"name\":\"PPS\",\"stratum\":0,"
                + "\"pollLog2Seconds\":4,\"reach\":255,\"sinceSampleSeconds\":11,").endsWith("}]")
                .contains("\"sinceSampleSeconds\":null");
        assertThat(lines.get(2)).isEqualTo(
                "{\"online\":2,\"offline\":0,\"burstOnline\":0,\"burstOffline\":0,\"unresolved\":1}");
        assertThat(lines.get(3)).isEqualTo("{\"status\":\"200 OK\"}");
    }

    @Test
    void jsonOfATableThatBreaksOffIsStillJson() {
        bench.see(box -> box.clientLog = false);
        assertThat(ctl(Style.JSON, "clients")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("[]\n{\"error\":\"519 Client logging is not active in the daemon\"}\n");
    }

    @Test
    void commandsThatChronyc43HasNotArrive() {
        assertThat(ctl(Style.TEXT, "selectopts PPS +prefer +trust", "selectopts 192.0.2.1 -prefer +noselect",
                "selectopts PPS -trust", "offset 192.0.2.1 0.25", "offset PPS -0.5",
                "local stratum 8 orphan activate 0.5 waitsynced 20")).isZero();
        assertThat(bench.<SelectionFlags>see(box -> box.named("PPS").flags))
                .isEqualTo(new SelectionFlags(false, true, false, false));
        assertThat(bench.<SelectionFlags>see(box -> box.named("ntp1.example.net").flags))
                .isEqualTo(new SelectionFlags(true, false, false, false));
        assertThat(bench.<Double>see(box -> box.named("ntp1.example.net").correction)).isEqualTo(0.25);
        assertThat(bench.<Double>see(box -> box.named("PPS").correction)).isEqualTo(-0.5);
        assertThat(bench.<Instruction>see(box -> box.local))
                .isEqualTo(new Instruction.LocalOn(8, 1, true, 0.5, 20, 300));
        assertThat(ctl(Style.TEXT, "offset NMEA 1")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("503 No such source\n");
    }

    @Test
    void everyOrderArrives() {
        assertThat(ctl(Style.TEXT, "offline 255.255.255.0/192.0.2.0", "online 192.0.2.0/24", "burst 3/5 192.0.2.1",
                "onoffline", "minpoll 192.0.2.1 5", "maxpoll 192.0.2.1 9", "maxdelay 192.0.2.1 0.125",
                "maxdelayratio 192.0.2.1 1.5", "maxdelaydevratio 192.0.2.1 20", "minstratum 192.0.2.1 2",
                "polltarget 192.0.2.1 12", "add pool pool.example.net maxsources 3 iburst extfield 10A ipv4",
                "delete 2001:db8::2", "refresh", "reload sources", "reset sources", "reselect", "reselectdist 0.5",
                "maxupdateskew 50", "makestep", "makestep 0.5 -1", "dfreq 1.5", "doffset 0.25", "smoothtime reset",
                "smoothtime activate", "trimrtc", "writertc", "dump", "rekey", "cyclelogs", "manual on",
                "manual reset", "allow 10/8", "deny all", "cmdallow", "cmddeny 10.1", "local off", "shutdown"))
                .as(out + "" + err).isZero();
        assertThat(out.toString()).isEqualTo("200 OK\n".repeat(38));
        FakeSource source = bench.see(box -> box.named("ntp1.example.net"));
        assertThat(List.of(source.minPoll, source.maxPoll, source.minStratum, source.pollTarget, source.burstGood))
                .isEqualTo(List.of(5, 9, 2, 12, 3));
        List<Instruction> done = bench.see(box -> List.copyOf(box.done));
        assertThat(done.getFirst()).isInstanceOfSatisfying(Instruction.AddSource.class, added -> {
            assertThat(added.source().type()).isEqualTo(NewSource.Type.POOL);
            assertThat(added.source().polling().maxSources()).isEqualTo(3);
            assertThat(added.source().flags()).isEqualTo(Set.of(NewSource.Flag.ONLINE, NewSource.Flag.IBURST,
                    NewSource.Flag.NET_CORRECTION_FIELD, NewSource.Flag.IPV4));
        });
        assertThat(done).last().isEqualTo(new Instruction.Shutdown());
        assertThat(done).hasSize(15);
    }

    @Test
    void theTimeIsSetByHandAndListed() throws Exception {
        assertThat(ctl(Style.TEXT, "settime 2026-11-26 01:02:01")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("505 Facility not enabled in daemon\n");
        assertThat(ctl(Style.CSV, "manual on", "settime Nov 26, 2026 01:02:01", "manual list")).isZero();
        // The zone of whoever types is that of this Java runtime; it need not be UTC.
        double ahead = bench.see(box -> box.manualSamples.getFirst().originalOffsetSeconds());
        assertThat(Math.floorMod((long) (ahead * 100), 90_000L)).isEqualTo(225);
        assertThat(out.toString()).contains(Figures.fixed(ahead, 2) + ",1.50,");
    }

    @Test
    void whatCannotBeUnderstoodIsSaidWithWhatToDoAndStopsTheRest() {
        assertThat(ctl(Style.TEXT, "minpoll 192.0.2.1 often", "shutdown")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("minpoll: the interval is 'often'; it must be a whole number\n");
        for (String command : List.of("frobnicate", "minpoll", "burst 3", "burst x/y", "settime noon",
                "smoothtime perhaps", "local stratum 99", "add friend x", "add server x blah", "sources -x",
                "tracking now", "reset everything", "selectopts PPS prefer", "selectopts PPS +perfect", "dfreq NaN",
                "makestep 1", "manual maybe", "keygen 1 FOO", "keygen 0", "retries -1", "dns -x", "allow 300.1",
                "online 192.0.2.0/", "delete ID#x")) {
            assertThat(ctl(Style.TEXT, command)).as(command).isEqualTo(1);
            assertThat(out.toString()).as(command).isEmpty();
            assertThat(err.toString()).as(command).isNotBlank();
        }
        assertThat(bench.<Boolean>see(box -> box.done.isEmpty())).isTrue();
    }

    @Test
    void ofSeveralServersTheFirstThatAnswersIsAsked() {
        assertThat(ctl(options(List.of("/nowhere/chronyd.sock", "no-such-host.invalid", "127.0.0.1"), Names.NUMERIC,
                Style.TEXT, "tracking"), nothing())).isZero();
        assertThat(out.toString()).startsWith("Reference ID    : 50505300 (PPS)\n");
        assertThat(ctl(options(List.of("127.0.0.1"), Names.NUMERIC, Style.TEXT, "makestep"), nothing()))
                .isEqualTo(1);
        assertThat(out.toString()).isEqualTo("501 Not authorised\n");
    }

    @Test
    void aDaemonThatIsNotThereIsSaid() throws Exception {
        int deadPort;
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            deadPort = probe.getLocalPort();
        }
        CtlOptions options = new CtlOptions(List.of("tracking"), List.of("/nowhere/chronyd.sock", "127.0.0.1"),
                deadPort, Duration.ofMillis(50), Names.NUMERIC, Style.TEXT, false, false, false, false, true, 0, "");
        assertThat(ctl(options, nothing())).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("506 Cannot talk to daemon\n");
        assertThat(err.toString()).contains("cannot ask /nowhere/chronyd.sock: there is no /nowhere/chronyd.sock",
                "no answer from 127.0.0.1");
    }

    @Test
    void linesOfStandardInputAreCommandsUntilQuit() {
        CtlOptions options = new CtlOptions(List.of(), List.of("127.0.0.1"), bench.port, LIMIT, Names.NUMERIC,
                Style.TEXT, false, false, false, true, false, 0, "");
        assertThat(ctl(options, new ByteArrayInputStream("""
                # a remark
                timeout 20000
                retries 3
                dns -n
                sourcename 192.0.2.1

                keygen 7 AES128
                quit
                shutdown
                """.getBytes(StandardCharsets.UTF_8)))).isZero();
        assertThat(out.toString()).matches(
                "\\.\n\\.\n\\.\nntp1.example.net\n\\.\n7 AES128 HEX:[0-9A-F]{32}\n\\.\n\\.\n");
    }

    @Test
    void captionsExplainTheColumnsAndTheHelpNamesEveryCommand() {
        CtlOptions options = new CtlOptions(List.of("sources"), List.of("127.0.0.1"), bench.port, LIMIT,
                Names.NUMERIC, Style.TEXT, false, false, true, false, false, 0, "");
        assertThat(ctl(options, nothing())).isZero();
        assertThat(out.toString()).contains("x contradicts the majority", "MS Name/IP address");
        assertThat(ctl(Style.TEXT, "help")).isZero();
        assertThat(HelpText.commands()).hasSize(60).allSatisfy(
                command -> assertThat(out.toString()).containsPattern("(?m)(^|[|] ?)" + command));
    }

    @Test
    void atATerminalThereIsAPrompt() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        HostNames names = new HostNames(HostNames.Family.ANY);
        CtlOptions options = options(List.of("127.0.0.1"), Names.NUMERIC, Style.TEXT);
        PrintWriter writer = new PrintWriter(out);
        try (DumbTerminal terminal = new DumbTerminal(new ByteArrayInputStream(
                "sourcename 192.0.2.1\nnonsense\nquit\n".getBytes(StandardCharsets.US_ASCII)), screen);
                Channels channels = new HostChannels(options, names);
                ControlClient client = new ControlClient(channels, options.servers(), options.timeout(), _ -> {
                })) {
            Session session = new Session(client, names, options, new Output(writer, Style.TEXT, false),
                    new PrintWriter(err));
            assertThat(Prompt.run(session, terminal, writer, null)).isTrue();
        }
        assertThat(out.toString()).isEqualTo("ntp1.example.net\n");
        assertThat(err.toString()).contains("'nonsense' is no command; 'help' lists them");
        assertThat(screen.toString(StandardCharsets.US_ASCII)).contains("timeball> ");
    }
}
