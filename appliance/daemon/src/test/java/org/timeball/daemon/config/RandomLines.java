package org.timeball.daemon.config;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Good lines of every directive, at random: `{1..9}` becomes a whole number, `{0.5..3}` any number, `{a|b}` one word of a
/// few, and `[...]` is there or not.
final class RandomLines {
    private static final String SELECT = " [noselect] [prefer] [trust] [require] [minsamples {0..64}]"
            + " [maxsamples {0..64}] [maxunreach {0..200000}]";
    private static final String NTP = " [minpoll {-7..10}] [maxpoll {-7..24}] [iburst] [burst] [key {1..4294967295}]"
            + " [nts] [certset {0..4294967295}] [maxdelay {0.0..1000}] [maxdelayratio {0.0..100}]"
            + " [maxdelaydevratio {0.0..100}] [maxdelayquant {0.05..0.95}] [mindelay {0.0..1}] [asymmetry {-0.5..0.5}]"
            + " [offset {-1.0..1}] [filter {0..64}] [offline] [auto_offline] [xleave] [polltarget {1..60}]"
            + " [port {1..65535}] [ntsport {1..65535}] [presend {-5..10}] [minstratum {0..15}] [version {1..4}] [copy]"
            + " [extfield {F323|10A|f324|0x10a}] [extfield 10A] [ipv4] [ipv6] [maxsources {1..16}]" + SELECT;
    private static final String CLOCK = " [refid {A|BB|CCC|P?S1}] [lock LBL] [poll {-6..10}] [dpoll {-8..12}]"
            + " [filter {1..100}] [rate {1..100}] [maxlockage {1..100}] [maxdispersion {0.0..10}] [width {0.0..1}] [pps]"
            + " [offset {-1000.0..1000}] [delay {0.0..10}] [stratum {0..15}] [precision {1e-9..1}] [tai] [local]"
            + SELECT;
    private static final String RATE = " [interval {-19..12}] [burst {1..255}] [leak {1..4}]";
    private static final List<String> TEMPLATES = List.of("server {ntp.example.net|192.0.2.1|2001:db8::1|a_b}" + NTP,
            "peer {ntp.example.net|192.0.2.1}" + NTP, "pool {pool.example.net|2.example}" + NTP,
            "refclock SHM {0..3}[:perm=0644]" + CLOCK, "refclock SOCK /run/{a|b}.sock" + CLOCK,
            "refclock PPS /dev/pps{0..3}[:clear]" + CLOCK,
            "refclock PHC {/dev/ptp0|eth0}[:nocrossts][:extpps][:pin={-1..3}][:channel={0..3}][:clear]" + CLOCK,
            "refclock GPSD {localhost|127.0.0.7}[:port={1..65535}][:device=/dev/ttyS{0..9}]" + CLOCK,
            "ptp eth{0|1} [domain {0..255}] [transport {UDPv4|UDPv6|L2}] [profile {default|g8275.1}] [phc /dev/ptp0] [utc]",
            "gnss /dev/tty{A|B} [baud {300..4000000}] [refid {G|GP}] [offset {0.0..10}]",
            "sourcedir /run/a [/run/b]", "initstepslew {0.0..100} [a.example] [192.0.2.4]",
            "acquisitionport {0..65535}", "bindacqaddress {192.0.2.9|2001:db8::9}", "bindacqdevice eth{0..3}",
            "dscp {0..63}", "keyfile /etc/keys{1..9}", "refresh {0..2147483647}",
            "{allow|deny|cmdallow|cmddeny} [all] [{10/8|192.168.123|192.168.123/24|192.0.2.1|0/0|::/0|2001:db8::/32}]",
            "port {0..65535}", "bindaddress {192.0.2.8|::}", "binddevice eth{0..3}",
            "broadcast {1..100} {192.0.2.255|ff02::101} [{1..65535}]", "clientloglimit {0..9999999999}",
            "noclientlog", "ratelimit" + RATE + " [kod {0..4}]", "ntsratelimit" + RATE, "cmdratelimit" + RATE,
            "ntpsigndsocket /var/lib/s", "ptpport {0..65535}", "ptpdomain {0..255}", "ntsaeads {15|30} [{15|30}]",
            "{ntsdumpdir|ntscachedir} /var/lib/n", "ntsrefresh {0..2147483647}",
            "ntstrustedcerts [{0..4294967295}] /etc/c{1..9}", "nosystemcert", "nocerttimecheck {0..10}",
            "ntsport {0..65535}", "ntsservercert /c{1..9}\nntsserverkey /k{1..9}", "ntsprocesses {0..1000}",
            "maxntsconnections {1..1000}", "ntsntpserver ntp.example", "ntsrotate {0..2147483647}",
            "authselectmode {require|prefer|MIX|ignore}", "combinelimit {0.0..10}", "maxdistance {0.0..100}",
            "maxjitter {0.0..100}", "maxstratum {8..15}", "minstratum {0..7}", "minsources {1..9}",
            "reselectdist {0.0..1}", "stratumweight {0.0..1}", "minsamples {0..64}", "maxsamples {0..64}",
            "makestep {0.0..100} {-1..10}", "maxchange {0.0..1000} {0..9} {-1..9}", "corrtimeratio {0.1..100}",
            "maxslewrate {0.001..100000}", "maxclockerror {0.0..100}", "maxdrift {0.0..500000}",
            "maxupdateskew {0.0..1000}", "clockprecision {1e-9..1}", "driftfile /d [interval {0.0..100000}]",
            "fallbackdrift {0..9} {10..19}", "leapsecmode {system|Step|slew|ignore}", "leapsectz right/UTC",
            "leapseclist /l", "smoothtime {1e-3..50000} {1e-6..1} [leaponly]", "tempcomp /t {0.1..100} /points",
            "tempcomp /t {0.1..100} {-1e5..1e5} {-1.0..1} {-1.0..1} {-1e-5..1e-5}",
            "local [stratum {1..15}] [distance {0.0..10}] [activate {0.0..1}] [orphan] [waitsynced {0.0..1e4}]"
                    + " [waitunsynced {0.0..1e4}]",
            "manual", "cmdport {0..65535}", "bindcmdaddress {0.0.0.0|::|/run/x.sock|/}", "bindcmddevice eth{0..3}",
            "opencommands [sources] [ntpdata] [clients] [TRACKING]", "rtcautotrim {0.0..100}",
            "rtcdevice /dev/rtc{0..3}",
            "rtcfile /rtc", "rtconutc", "hwclockfile /adj", "log [tracking] [measurements] [rawmeasurements] [rtc]"
                    + " [statistics] [selection] [refclocks] [tempcomp]",
            "logdir /var/log/x", "logbanner {0..100}", "logchange {0.0..10}", "mailonchange root@localhost {0.0..10}",
            "dumpdir /run/x", "observationlog /o",
            "hwtimestamp {eth0|*} [minpoll {-6..3}] [maxpoll {-6..20}] [minsamples {2..9}] [maxsamples {2..99}]"
                    + " [precision {0.0..1}] [txcomp {-1.0..1}] [rxcomp {-1.0..1}] [nocrossts]"
                    + " [rxfilter {all|ntp|ptp|none}]",
            "hwtstimeout {0.0..1}", "maxtxbuffers {0..1048576}", "pidfile {/|/run/p}", "sched_priority {0..100}",
            "lock_all", "user nobody", "dumponexit", "linux_hz 100");
    private static final Pattern OPTIONAL = Pattern.compile("\\[((?:[^\\[\\]{}]|\\{[^}]*})*)]");
    private static final Pattern HOLE = Pattern.compile("\\{([^}]*)}");

    private final Random random;

    RandomLines(Random random) {
        this.random = random;
    }

    /// Some lines, which begin with the receiver that refclocks are locked to.
    String text(int most) {
        StringBuilder text = new StringBuilder("gnss /dev/ttyLBL refid LBL\n");
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(line()).append('\n');
        }
        return text.toString();
    }

    String line() {
        String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
        String line = OPTIONAL.matcher(template).replaceAll(part -> random.nextInt(3) == 0
                ? Matcher.quoteReplacement(part.group(1))
                : "");
        return HOLE.matcher(line).replaceAll(hole -> Matcher.quoteReplacement(filled(hole.group(1))));
    }

    private String filled(String hole) {
        if (!hole.contains("..")) {
            String[] words = hole.split("\\|");
            return words[random.nextInt(words.length)];
        }
        String[] bounds = hole.split("\\.\\.");
        if (bounds[0].matches("-?\\d+") && bounds[1].matches("-?\\d+")) {
            return Long.toString(random.nextLong(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]) + 1));
        }
        double min = Double.parseDouble(bounds[0]);
        double max = Double.parseDouble(bounds[1]);
        double value = random.nextDouble(min, Math.nextUp(max)) * (random.nextBoolean() || min > 0 ? 1 : 1e-6);
        return switch (random.nextInt(4)) {
            case 0 -> bounds[random.nextInt(2)];
            case 1 -> Double.toString(value);
            case 2 -> min <= 0 ? String.format(Locale.ROOT, "%.4f", value) : Double.toString(value);
            default -> String.format(Locale.ROOT, "%.12e", value);
        };
    }
}
