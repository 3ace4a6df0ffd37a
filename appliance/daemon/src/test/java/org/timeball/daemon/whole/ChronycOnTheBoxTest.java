package org.timeball.daemon.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Debian's unmodified chronyc (4.3) and a whole daemon: every command. What it prints is held against what is true in
/// the virtual world, what it orders against what happens there.
class ChronycOnTheBoxTest {
    private static final IpAddress BOX = VirtualRack.BOX;
    private static final IpAddress TRUTH = IpAddress.v4(10, 0, 0, 2);
    private static final IpAddress SIGNED = IpAddress.v4(10, 0, 0, 3);
    private static final IpAddress LIAR = IpAddress.v4(10, 0, 0, 4);
    private static final IpAddress CLIENT = IpAddress.v4(10, 0, 0, 9);
    private static final String KEYS = "7 SHA256 HEX:000102030405060708090a0b0c0d0e0f\n";

    private static final Span RTC_AHEAD = Span.ofMillis(1500);
    private static final double RTC_GAIN = 50e-6;

    @TempDir
    private Path folder;
    private VirtualRack rack;

    @BeforeEach
    void start() throws Exception {
        rack = new VirtualRack(folder, 1);
        for (IpAddress server : List.of(TRUTH, SIGNED, LIAR)) {
            rack.machine("server " + server, server, 0, Span.ofSeconds(server.equals(LIAR) ? 2 : 0));
        }
        rack.machine("client", CLIENT, -30, Span.ofMillis(1));
        rack.machine("box", BOX, 20, Span.ofMillis(300));
        rack.world(SIGNED).files().replace("/etc/keys", KEYS.getBytes(StandardCharsets.UTF_8));
        rack.world(BOX).files().replace("/etc/keys", KEYS.getBytes(StandardCharsets.UTF_8));
        rack.world(BOX).references().plugRealTimeClock("/dev/rtc", RTC_AHEAD.nanos(), RTC_GAIN, 0);
        rack.world(BOX).names().set("signed.example.net", SIGNED);
        rack.daemon(TRUTH, DaemonOptions.DEFAULT, "local stratum 1", "allow");
        rack.daemon(SIGNED, DaemonOptions.DEFAULT, "local stratum 2", "allow", "keyfile /etc/keys");
        rack.daemon(LIAR, DaemonOptions.DEFAULT, "local stratum 1", "allow");
        rack.daemon(BOX, DaemonOptions.DEFAULT, "bindcmdaddress /run/chrony/chronyd.sock",
                "server 10.0.0.2 iburst minpoll 4 maxpoll 4",
                "server signed.example.net iburst minpoll 4 maxpoll 4 key 7 prefer",
                "server 10.0.0.4 iburst minpoll 4 maxpoll 4", "server later.example.net", "keyfile /etc/keys",
                "makestep 0.1 1", "allow 10.0.0.0/24", "driftfile /var/drift", "logdir /var/log",
                "log tracking measurements", "dumpdir /var/dump", "sourcedir /etc/sources",
                "rtcfile /var/rtc", "rtcdevice /dev/rtc", "rtconutc", "smoothtime 400 0.01");
        rack.daemon(CLIENT, DaemonOptions.DEFAULT, "port 0", "server 10.0.0.1 minpoll 4 maxpoll 4");
        rack.pass(1000);
    }

    @AfterEach
    void stop() {
        rack.close();
    }

    private List<String> tracking() throws Exception {
        return rack.fields("tracking").getFirst();
    }

    /// The one row of a report that is about a source, by its address in one column.
    private List<String> row(int column, IpAddress address, String... report) throws Exception {
        return rack.fields(report).stream().filter(row -> row.get(column).equals(address.toString())).findAny()
                .orElseThrow(() -> new AssertionError(address + " is missing"));
    }

    private static double number(List<String> row, int column) {
        return Double.parseDouble(row.get(column));
    }

    private double trueError() {
        return rack.world(BOX).clockErrorSeconds();
    }

    @Test
    void trackingTellsTheTruthAboutTheClock() throws Exception {
        List<String> row = tracking();
        assertThat(row.subList(0, 3)).containsExactly("0A000003", "10.0.0.3", "3");
        assertThat(number(row, 3)).isBetween(seconds(980), seconds(1000));
        // Nothing has the clock move but its corrections: what is left of them is its whole error.
        assertThat(number(row, 4)).isCloseTo(-trueError(), within(2e-9));
        assertThat(number(row, 7)).isCloseTo(20, within(1e-3));
        assertThat(number(row, 9)).isBetween(0.0, 0.1);
        assertThat(number(row, 10)).isCloseTo(2e-4, within(1e-8));
        assertThat(number(row, 11)).isBetween(Math.abs(trueError()), 1e-4);
        assertThat(number(row, 12)).isCloseTo(16, within(1.0));
        assertThat(row.get(13)).isEqualTo("Normal");
        assertThat(rack.chronycOverUdp("-n", "tracking")).isEqualTo(rack.chronyc("-n", "tracking"));
        assertThat(rack.chronyc("waitsync", "1", "0.001", "1", "0.1").status()).isZero();
        assertThat(rack.chronyc("waitsync", "1", "1e-15", "1e-15", "0.1").status()).isEqualTo(1);
    }

    private static double seconds(double afterStart) {
        return VirtualRack.START / 1e9 + afterStart;
    }

    @Test
    void everySourceIsShownAsItIs() throws Exception {
        assertThat(rack.fields("sources", "-a")).extracting(row -> String.join(",", row.subList(0, 6))).containsExactly(
                "^,-,10.0.0.2,1,4,377", "^,*,10.0.0.3,2,4,377", "^,x,10.0.0.4,1,4,377", "^,?,ID#0000000002,0,6,0");
        assertThat(number(row(2, LIAR, "sources"), 8)).isCloseTo(-2, within(1e-6));
        assertThat(number(row(2, TRUTH, "sources"), 9)).isBetween(1e-4, 2e-4);
        assertThat(rack.chronyc("-N", "sources").output()).contains("^* signed.example.net ");
        assertThat(rack.chronyc("sourcename", "10.0.0.3").output()).isEqualTo("signed.example.net\n");

        List<String> truth = row(0, TRUTH, "sourcestats");
        assertThat(number(truth, 1)).isEqualTo(64);
        assertThat(number(truth, 3)).isCloseTo(990, within(16.0));
        assertThat(number(truth, 4)).isCloseTo(0, within(1e-3));
        assertThat(number(row(0, LIAR, "sourcestats"), 6)).isCloseTo(-2, within(1e-6));

        assertThat(rack.chronyc("-n", "selectdata").output().lines().skip(2)
                .map(line -> line.substring(0, 41).replaceAll(" +", " "))).containsExactly(
                        "P 10.0.0.2 N ----- -----", "* 10.0.0.3 Y -P--- -PTR-", "T 10.0.0.4 N ----- -----");
        assertThat(number(row(1, TRUTH, "selectdata"), 15)).isBetween(-2e-4, -1e-4);
        assertThat(number(row(1, TRUTH, "selectdata"), 16)).isBetween(1e-4, 2e-4);

        assertThat(rack.fields("authdata", "-a")).extracting(row -> String.join(",", row)).containsExactly(
                "10.0.0.2,-,0,0,0,4294967295,0,0,0,0", "10.0.0.3,SK,7,3,128,4294967295,0,0,0,0",
                "10.0.0.4,-,0,0,0,4294967295,0,0,0,0", "ID#0000000002,-,0,0,0,4294967295,0,0,0,0");
        assertThat(rack.fields("activity")).containsExactly(List.of("3", "0", "0", "0", "1"));
    }

    @Test
    void ntpdataCountsWhatTheNetworkCarried() throws Exception {
        String sent = Long.toString(rack.packets(BOX, SIGNED));
        String received = Long.toString(rack.packets(SIGNED, BOX));
        List<String> row = rack.fields("ntpdata", "10.0.0.3").getFirst();
        assertThat(row.subList(0, 10)).containsExactly("10.0.0.3", "0A000003", "123", "10.0.0.1", "0A000001", "Normal",
                "3", "Server", "2", "4");
        assertThat(rack.chronyc("-n", "ntpdata", "10.0.0.3").output()).contains("Reference ID    : 7F7F0101 ()\n",
                "Peer delay      : 0.000200000 seconds\n", "NTP tests       : 111 111 1111\n",
                "Authenticated   : Yes\n", "TX timestamping : Kernel\n", "Total TX        : " + sent + "\n",
                "Total RX        : " + received + "\n", "Total good RX   : " + received + "\n");
        assertThat(rack.fields("ntpdata")).hasSize(3);
    }

    @Test
    void clientsAreCountedListedAndShutOut() throws Exception {
        long hits = rack.packets(CLIENT, BOX);
        assertThat(rack.fields("serverstats").getFirst().subList(0, 2)).containsExactly(Long.toString(hits), "0");
        assertThat(rack.fields("clients", "-k", "-p", "1").getFirst().subList(0, 5)).containsExactly("10.0.0.9",
                Long.toString(hits), "0", "4", "127");
        assertThat(rack.fields("clients", "-r")).hasSize(1);
        assertThat(rack.chronyc("-n", "clients", "-p", "1").output()).doesNotContain("10.0.0.9");

        assertThat(rack.chronyc("accheck", "10.0.0.9").output()).isEqualTo("208 Access allowed\n");
        rack.order("deny 10.0.0.9");
        assertThat(rack.chronyc("accheck", "10.0.0.9").output()).isEqualTo("209 Access denied\n");
        long answered = rack.packets(BOX, CLIENT);
        rack.pass(200);
        assertThat(rack.packets(BOX, CLIENT)).isEqualTo(answered);
        rack.order("allow all 10.0.0.0/24");
        rack.pass(200);
        assertThat(rack.packets(BOX, CLIENT)).isGreaterThan(answered + 2);
        rack.order("deny all");
        assertThat(rack.chronyc("accheck", "10.0.0.9").output()).isEqualTo("209 Access denied\n");

        assertThat(rack.chronyc("cmdaccheck", "10.0.0.9").output()).isEqualTo("209 Access denied\n");
        rack.order("cmdallow 10.0.0.0/24");
        assertThat(rack.chronyc("cmdaccheck", "10.0.0.9").output()).isEqualTo("208 Access allowed\n");
        rack.order("cmddeny 10.0.0.9");
        assertThat(rack.chronyc("cmdaccheck", "10.0.0.9").output()).isEqualTo("209 Access denied\n");
        rack.order("cmdallow all");
        assertThat(rack.chronyc("cmdaccheck", "10.0.0.9").output()).isEqualTo("208 Access allowed\n");
        rack.order("cmddeny all");
        assertThat(rack.chronyc("cmdaccheck", "10.0.0.9").output()).isEqualTo("209 Access denied\n");
    }

    @Test
    void sourcesAreAskedLessMoreAndNotAtAll() throws Exception {
        rack.order("offline 10.0.0.2");
        assertThat(rack.fields("activity")).containsExactly(List.of("2", "1", "0", "0", "1"));
        long before = rack.packets(BOX, TRUTH);
        rack.pass(100);
        assertThat(rack.packets(BOX, TRUTH)).isEqualTo(before);
        rack.order("burst 2/4 255.255.255.255/10.0.0.2");
        rack.pass(20);
        assertThat(rack.packets(BOX, TRUTH)).isEqualTo(before + 2);
        assertThat(rack.fields("activity")).containsExactly(List.of("2", "1", "0", "0", "1"));
        // iburst: four requests at once.
        rack.order("online");
        rack.pass(33);
        assertThat(rack.packets(BOX, TRUTH)).isBetween(before + 6, before + 8);
        rack.order("offline", "onoffline");
        rack.pass(10);
        assertThat(rack.fields("activity")).containsExactly(List.of("3", "0", "0", "0", "1"));

        rack.order("minpoll 10.0.0.2 5", "maxpoll 10.0.0.2 5");
        rack.pass(100);
        assertThat(row(2, TRUTH, "sources").get(4)).isEqualTo("5");
        rack.order("maxpoll 10.0.0.2 2");
        rack.pass(33);
        assertThat(row(2, TRUTH, "sources").get(4)).isEqualTo("2");
        rack.order("polltarget 10.0.0.2 10", "minstratum 10.0.0.2 5");
        assertThat(row(2, TRUTH, "sources").get(3)).isEqualTo("5");
    }

    @Test
    void answersOfTooLongAWayAreCountedAndNotUsed() throws Exception {
        rack.order("maxdelay 10.0.0.2 0.0001", "maxdelayratio 10.0.0.3 1.5", "maxdelaydevratio 10.0.0.3 1e3");
        rack.pass(100);
        long received = rack.packets(TRUTH, BOX);
        assertThat(rack.chronyc("ntpdata", "10.0.0.2").output()).contains("NTP tests       : 111 111 0111\n",
                "Total valid RX  : " + received + "\n").doesNotContain("Total good RX   : " + received + "\n");
        assertThat(rack.chronyc("ntpdata", "10.0.0.3").output())
                .contains("Total good RX   : " + rack.packets(SIGNED, BOX) + "\n");
        for (String command : List.of("minpoll", "maxpoll", "maxdelay", "maxdelayratio", "maxdelaydevratio",
                "minstratum", "polltarget")) {
            assertThat(rack.chronyc(command, "10.0.0.77", "3").output()).isEqualTo("503 No such source\n");
        }
    }

    @Test
    void sourcesComeAndGo() throws Exception {
        rack.order("delete 10.0.0.4");
        assertThat(rack.fields("sources")).hasSize(2);
        assertThat(rack.chronyc("add server 10.0.0.2".split(" ")).output()).isEqualTo("511 Source already present\n");
        rack.order("add server 10.0.0.4 iburst minpoll 3 maxpoll 3 noselect");
        rack.pass(100);
        assertThat(row(1, LIAR, "selectdata").subList(0, 4)).containsExactly("N", "10.0.0.4", "N", "N");
        assertThat(row(2, LIAR, "sources").subList(3, 6)).containsExactly("1", "3", "377");

        rack.files().with("/etc/sources/more.sources", "server 10.0.0.9 offline\n");
        rack.order("reload sources");
        assertThat(rack.fields("activity")).containsExactly(List.of("3", "1", "0", "0", "1"));
        rack.files().with("/etc/sources/more.sources", "");
        rack.order("reload sources");
        assertThat(rack.fields("activity")).containsExactly(List.of("3", "0", "0", "0", "1"));

        rack.world(BOX).names().set("later.example.net", CLIENT);
        rack.order("refresh");
        rack.pass(1);
        assertThat(rack.fields("activity")).containsExactly(List.of("4", "0", "0", "0", "0"));
        assertThat(rack.chronyc("sourcename", "10.0.0.9").output()).isEqualTo("later.example.net\n");

        rack.order("reselect", "reselectdist 0.001");
        assertThat(tracking().get(1)).isEqualTo("10.0.0.3");
        rack.order("reset sources");
        assertThat(row(0, TRUTH, "sourcestats").get(1)).isEqualTo("0");
        assertThat(tracking().getLast()).isEqualTo("Not synchronised");
        rack.pass(100);
        assertThat(number(row(0, TRUTH, "sourcestats"), 1)).isBetween(4.0, 8.0);
        assertThat(tracking().getLast()).isEqualTo("Normal");
    }

    @Test
    void theClockIsMovedByHand() throws Exception {
        rack.order("delete 10.0.0.2", "delete 10.0.0.3", "delete 10.0.0.4");
        rack.order("dfreq 1.5");
        assertThat(number(tracking(), 7)).isCloseTo(21.5, within(2e-3));
        rack.order("dfreq -1.5");
        rack.order("doffset 0.25");
        assertThat(trueError()).isCloseTo(0, within(1e-6));
        rack.order("makestep");
        // An order to take 0.25 s off: the clock is told that it is fast, and sources are what says how it is.
        assertThat(trueError()).isCloseTo(-0.25, within(1e-6));
        assertThat(number(tracking(), 4)).isCloseTo(-trueError(), within(1e-6));
        rack.order("makestep 0.01 -1", "maxupdateskew 50");

        // Without sources the clock goes on by what it knows, until that is said to be wrong.
        assertThat(tracking().subList(0, 3)).containsExactly("0A000003", "", "3");
        rack.order("reset sources", "local stratum 9");
        rack.pass(2);
        assertThat(tracking().subList(0, 3)).containsExactly("7F7F0101", "", "9");
        rack.order("local off");
        rack.pass(2);
        assertThat(tracking().subList(0, 3)).containsExactly("00000000", "", "0");
    }

    @Test
    void theTimeIsSetByHand() throws Exception {
        assertThat(rack.chronyc("settime", "Dec 01, 2026 00:17:00").output())
                .isEqualTo("505 Facility not enabled in daemon\n");
        rack.order("delete 10.0.0.2", "delete 10.0.0.3", "delete 10.0.0.4", "manual on");
        double shown = VirtualRack.START / 1e9 + 1000 + trueError();
        double set = seconds(17 * 60);
        assertThat(rack.chronyc("settime", "Dec 01, 2026 00:17:00").output())
                .startsWith("200 OK\nClock was %.2f seconds fast.  Frequency change = 0.00ppm".formatted(shown - set));
        rack.pass(20);
        assertThat(rack.chronyc("settime", "Dec 01, 2026 00:17:25").output()).startsWith("200 OK\nClock was ");
        List<List<String>> samples = rack.fields("manual", "list");
        assertThat(samples).hasSize(2);
        assertThat(number(samples.get(0), 3)).isCloseTo(shown - set, within(0.01));
        rack.order("manual delete 0");
        assertThat(rack.fields("manual", "list")).hasSize(1);
        rack.order("manual reset");
        assertThat(rack.fields("manual", "list")).isEmpty();
        rack.order("manual off");
        assertThat(rack.chronyc("settime", "Dec 01, 2026 00:18:00").status()).isEqualTo(1);
    }

    @Test
    void filesAreWrittenWhenOrdered() throws Exception {
        assertThat(rack.world(BOX).files().read("/var/dump/10.0.0.2.dat")).isEmpty();
        rack.order("dump");
        assertThat(rack.file("/var/dump/10.0.0.2.dat")).isNotBlank();

        assertThat(rack.file("/var/log/tracking.log")).contains(" 10.0.0.3 ");
        rack.world(BOX).files().remove("/var/log/tracking.log");
        rack.order("cyclelogs");
        rack.pass(40);
        assertThat(rack.file("/var/log/tracking.log")).startsWith("====").contains(" 10.0.0.3 ");

        rack.world(BOX).files().replace("/etc/keys",
                "7 SHA256 HEX:%040x\n".formatted(1).getBytes(StandardCharsets.UTF_8));
        rack.order("rekey");
        assertThat(row(0, SIGNED, "authdata").subList(1, 5)).containsExactly("SK", "7", "3", "160");
        long answered = rack.packets(SIGNED, BOX);
        long asked = rack.packets(BOX, SIGNED);
        rack.pass(100);
        assertThat(rack.packets(BOX, SIGNED)).isGreaterThan(asked + 4);
        assertThat(rack.packets(SIGNED, BOX)).isEqualTo(answered);
    }

    @Test
    void theRealTimeClockIsMeasuredWrittenAndTrimmed() throws Exception {
        List<String> row = rack.fields("rtcdata").getFirst();
        assertThat(number(row, 4)).isCloseTo(RTC_AHEAD.seconds() + 1000 * RTC_GAIN, within(0.02));
        assertThat(number(row, 5)).isCloseTo(RTC_GAIN * 1e6, within(5.0));
        assertThat(rack.world(BOX).files().read("/var/rtc")).isEmpty();
        rack.order("writertc");
        assertThat(rack.file("/var/rtc")).startsWith("1 ");
        rack.order("trimrtc");
        rack.pass(1000);
        assertThat(number(rack.fields("rtcdata").getFirst(), 4)).isCloseTo(0, within(0.1));
    }

    @Test
    void servedTimeIsSmoothed() throws Exception {
        assertThat(rack.fields("smoothing").getFirst().get(0)).isEqualTo("Yes");
        rack.order("offline", "doffset 0.01", "makestep");
        rack.pass(20);
        assertThat(Math.abs(number(rack.fields("smoothing").getFirst(), 2))).isGreaterThan(0.005);
        rack.order("smoothtime reset");
        assertThat(number(rack.fields("smoothing").getFirst(), 2)).isZero();
        rack.order("smoothtime activate");
        assertThat(rack.fields("smoothing").getFirst().get(0)).isEqualTo("Yes");
    }

    @Test
    void overUdpNothingIsChanged() throws Exception {
        for (String command : List.of("offline", "makestep", "shutdown", "delete 10.0.0.2", "allow all", "dfreq 1",
                "settime 12:00", "serverstats", "clients", "authdata", "selectdata", "accheck 10.0.0.9")) {
            assertThat(rack.chronycOverUdp(("-n " + command).split(" ")).output()).as(command)
                    .endsWith("501 Not authorised\n");
        }
        assertThat(rack.fields("activity")).containsExactly(List.of("3", "0", "0", "0", "1"));
        assertThat(rack.ended(BOX)).isFalse();
        rack.order("shutdown");
        assertThat(rack.ended(BOX)).isTrue();
    }
}
