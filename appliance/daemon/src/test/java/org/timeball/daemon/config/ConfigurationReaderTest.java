package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.IpAddress;

class ConfigurationReaderTest {
    /// Stands for the NTP server's parser: it knows `all` and anything that begins with a digit.
    private static final AccessSyntax ACCESS = rule -> rule.text().matches("(allow|deny)( all)?( [0-9a-f].*)?")
            ? Optional.empty()
            : Optional.of("subnet is not one; expected such as 192.0.2.0/24");

    private static final String BOX = """
            # A receiver on the UART, its pulse through another process.
            gnss /dev/ttyAMA0 baud 115200 refid NMEA offset 0.143
            refclock SOCK /run/timeball/pps.sock refid PPS lock NMEA prefer
            ! chrony's other comment signs
            ; are these
            % four
              ALLOW   192.168.0.0/16
            Deny  ALL 2001:DB8::/32
            DriftFile /var/lib/timeball/drift
            port 1123
            bindaddress 192.0.2.1
            bindaddress 2001:db8::1
            makestep 0.5 3
            maxslewrate 500.5
            pidfile /run/timeball/timeball.pid
            observationlog /var/log/timeball/observations
            """;

    private static Configuration read(String text) {
        try {
            return ConfigurationReader.read(ConfigurationText.of("box.conf", text), ACCESS);
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static String effective(String text) {
        try {
            return ConfigurationReader.read(ConfigurationText.of("box.conf", text), new DiskFiles(), ACCESS)
                    .effective();
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static List<String> errors(String text) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class,
                () -> ConfigurationReader.read(ConfigurationText.of("box.conf", text), ACCESS));
        assertThat(e).as("an error was expected in:\n%s", text).isNotNull();
        return e.errors().stream().map(ConfigurationError::toString).toList();
    }

    @Test
    void everyDirectiveBecomesWhatItSays() {
        Configuration box = read(BOX);
        assertThat(box.sources()).containsExactly(
                new SourceConfiguration.Gnss(new Line("/dev/ttyAMA0", 115_200), false, new RefId("NMEA"),
                        Span.ofMillis(143)),
                new SourceConfiguration.Refclock(new RefclockDriver.Sock("/run/timeball/pps.sock"), new RefId("PPS"),
                        new RefId("NMEA"), SourceConfiguration.PulseCompletion.DEFAULT,
                        SourceConfiguration.RefclockSampling.DEFAULT, Span.ZERO, Span.ofNanos(1), null, 0, false, false,
                        new SelectOptions(false, true, false, false)));
        assertThat(box.server().access()).containsExactly(new AccessRule("allow 192.168.0.0/16"),
                new AccessRule("deny all 2001:db8::/32"));
        assertThat(box.clock().drift())
                .isEqualTo(new ClockConfiguration.DriftFile("/var/lib/timeball/drift", Span.ofSeconds(3600)));
        assertThat(box.server().port()).isEqualTo(1123);
        assertThat(box.server().bindAddresses()).containsExactly(IpAddress.v4(192, 0, 2, 1),
                new IpAddress(0x2001_0db8L << 32, 1));
        assertThat(box.clock().correction().makeStep())
                .isEqualTo(new ClockConfiguration.MakeStep(Span.ofMillis(500), 3));
        assertThat(box.clock().correction().maxSlewRatePpm()).isEqualTo(500.5);
        assertThat(box.process().pidFile()).isEqualTo("/run/timeball/timeball.pid");
        assertThat(box.logs().observations()).isEqualTo("/var/log/timeball/observations");
        assertThat(box.lockOf(new SourceId(1))).contains(new SourceId(0));
        assertThat(box.lockOf(new SourceId(0))).isEmpty();
    }

    @Test
    void anInterfaceMayAnswerInTheKernelInAModeOrNot() {
        String text = """
                fastpath *
                fastpath eth0 native
                fastpath eth1 Generic
                fastpath eth2 off
                """;
        assertThat(read(text).server().fastPaths()).containsExactly(
                new ServerConfiguration.FastPathLine("*", ServerConfiguration.FastPathMode.EITHER),
                new ServerConfiguration.FastPathLine("eth0", ServerConfiguration.FastPathMode.NATIVE),
                new ServerConfiguration.FastPathLine("eth1", ServerConfiguration.FastPathMode.GENERIC),
                new ServerConfiguration.FastPathLine("eth2", ServerConfiguration.FastPathMode.OFF));
        assertThat(effective(text)).contains("fastpath *\n", "fastpath eth0 native\n", "fastpath eth1 generic\n");
        assertThat(errors("fastpath\nfastpath eth0 fast")).satisfiesExactly(
                missing -> assertThat(missing).contains("the interface is missing"),
                wrong -> assertThat(wrong).contains("expected native, generic or off"));
    }

    @Test
    void anEmptyTextIsAConfigurationOfDefaults() {
        assertThat(effective("")).isEqualTo("""
                dscp 0
                refresh 1209600
                port 123
                clientloglimit 524288
                ptpport 0
                ptpdomain 123
                ntsaeads 30 15
                ntsrefresh 2419200
                nocerttimecheck 0
                ntsport 4460
                ntsprocesses 1
                maxntsconnections 100
                ntsrotate 604800
                authselectmode mix
                combinelimit 3
                maxdistance 3
                maxjitter 1
                maxstratum 15
                minstratum 0
                minsources 1
                reselectdist 0.0001
                stratumweight 0.001
                maxsamples 0
                maxslewrate 83333.333
                maxdrift 500000
                maxupdateskew 1000
                leapsecmode system
                cmdport 323
                bindcmdaddress 127.0.0.1
                bindcmdaddress ::1
                bindcmdaddress /run/chrony/chronyd.sock
                opencommands activity manual rtcdata smoothing sourcename sourcestats sources tracking
                gpsdport 2947
                webport 0
                rtcautotrim 0
                rtcdevice /dev/rtc
                hwclockfile /etc/adjtime
                logbanner 32
                logchange 1
                hwtstimeout 0.001
                maxtxbuffers 0
                pidfile /
                sched_priority 0
                """);
    }

    @Test
    void theEffectiveConfigurationNamesASourceByItsLineAndLeavesDefaultsOfOptionsAway() {
        assertThat(effective("gnss /dev/ttyS0\nrefclock sock /a LOCK GPS poll 4\nport 11\nport 12")).startsWith("""
                gnss /dev/ttyS0 refid GPS
                refclock SOCK /a refid SOC0 lock GPS
                """).contains("\nport 12\n").doesNotContain("port 11");
    }

    @Test
    void aPtpLineIsReadWithTheDefaultsOfItsProfile() {
        assertThat(effective("ptp eth0\nptp eth1 profile G8275.1 domain 25 phc /dev/ptp1 refid PTP1\n"
                + "ptp eth2 socket /var/run/ptp4l transport UDPv6 utc")).startsWith("""
                        ptp eth0
                        ptp eth1 domain 25 profile g8275.1 phc /dev/ptp1 refid PTP1
                        ptp eth2 transport udpv6 socket /var/run/ptp4l utc
                        """);
        assertThat(errors("ptp eth0 refid A\nptp eth0 domain 1 refid B\nptp eth0 refid C")).singleElement()
                .satisfies(
                        error -> assertThat(error).contains(":3: ptp talks to ptp4l at /run/timeball/ptp4l-eth0-0, as"
                                + " line 1 does"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prot 123                        | unknown directive 'prot'; did you mean 'port'?
            GNS /dev/ttyS0                  | unknown directive 'GNS'; did you mean 'gnss'?
            makstp 1 3                      | unknown directive 'makstp'; did you mean 'makestep'?
            frobnicate                      | unknown directive 'frobnicate'; expected one that `timeball daemon --directives` lists
            port                            | port is missing; expected a UDP port from 0 to 65535
            port 65536                      | port is '65536'; expected a UDP port from 0 to 65535
            port -1                         | port is '-1'; expected a UDP port from 0 to 65535
            port 99999999999999999999       | port is '99999999999999999999'; expected a UDP port from 0 to 65535
            port 123 # ours                 | unexpected '#'; expected the end of the line
            gnss                            | gnss device is missing; expected a path, such as /dev/ttyAMA0
            gnss /dev/a baud 299            | gnss option 'baud' is '299'; expected bits a second from 300 to 4000000
            gnss /dev/a refid GALIL         | gnss option 'refid' is 'GALIL'; expected a name of 1 to 4 printable characters, such as GPS
            gnss /dev/a offset -0.1         | gnss option 'offset' is '-0.1'; expected seconds from 0 to 10: how long after the second its first byte arrives
            gnss /dev/a bauds 9600          | unknown gnss option 'bauds'; did you mean 'baud'?
            gnss /dev/a lock PPS            | unknown gnss option 'lock'; expected one of baud, offset, refid
            ptp                             | ptp interface is missing; expected a network interface, such as eth0
            ptp eth0] domain 1              | ptp interface is 'eth0]'; expected a network interface, such as eth0
            ptp eth0 domain 256             | ptp option 'domain' is '256'; expected domain from 0 to 255
            ptp eth0 transport TCP          | ptp option 'transport' is 'TCP'; expected one of udpv4, udpv6, l2
            ptp eth0 profile g8275.2        | ptp option 'profile' is 'g8275.2'; expected default or g8275.1
            ptp eth0 socket /a ptp4l b      | ptp has both socket and ptp4l; expected socket to attach to a ptp4l, or ptp4l to run it
            refclock                        | refclock driver is missing; expected one of SOCK, SHM, PPS, PHC, RTC, GPSD
            refclock SOCKS /a               | unknown refclock driver 'SOCKS'; did you mean 'SOCK'?
            refclock SOCK                   | refclock SOCK parameter is missing; expected SOCK PATH
            refclock SOCK /a perfer         | unknown refclock option 'perfer'; did you mean 'prefer'?
            refclock SOCK /a refid          | refclock option 'refid' is missing; expected a name of 1 to 4 printable characters, such as GPS
            refclock SOCK /a offset 0x1p3   | refclock option 'offset' is '0x1p3'; expected seconds from -1000 to 1000
            refclock SOCK /a offset NaN     | refclock option 'offset' is 'NaN'; expected seconds from -1000 to 1000
            refclock SOCK /a delay 1e999    | refclock option 'delay' is '1e999'; expected seconds from 0 to 10
            refclock SOCK /a precision 0    | refclock option 'precision' is '0'; expected seconds from 1e-9 to 1
            refclock SOCK /a lock GPS       | lock is 'GPS', but there is no other source; expected one, such as: gnss /dev/ttyAMA0
            refclock SOCK /a refid A lock A | lock is 'A', which leads round in a circle; expected a source that numbers its own seconds
            allow /24                       | subnet is not one; expected such as 192.0.2.0/24
            allow ntp.example.net           | subnet is 'ntp.example.net', a host name; names are not looked up for access rules, write its address
            bindaddress localhost           | bindaddress is 'localhost'; expected an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1
            bindaddress 10.1                | bindaddress is '10.1'; expected an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1
            bindaddress 1.2.3.256           | bindaddress is '1.2.3.256'; expected an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1
            bindaddress ::1::2              | bindaddress is '::1::2'; expected an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1
            bindaddress fe80::1%lo          | bindaddress is 'fe80::1%lo'; expected an IPv4 or IPv6 address, such as 192.0.2.1 or 2001:db8::1
            makestep 1                      | makestep limit is missing; expected a number of clock updates, or -1 for always
            makestep -1 3                   | makestep threshold is '-1'; expected seconds from 0 to 1000000000
            maxslewrate 100001              | maxslewrate is '100001'; expected ppm above 0, at most 100000
            driftfile                       | driftfile is missing; expected a path, such as /var/lib/timeball/drift
            pidfile                         | pidfile is missing; expected a path, such as /run/timeball/timeball.pid, or / for none
            """)
    void aBadLineSaysWhereItIsAndWhatWasExpected(String line, String message) {
        assertThat(errors("# first line\n\n" + line)).containsExactly("box.conf:3: " + message);
    }

    @Test
    void oneRunNamesEveryError() {
        assertThat(errors("prot 1\nport 1\nport x\nmakestep")).containsExactly(
                "box.conf:1: unknown directive 'prot'; did you mean 'port'?",
                "box.conf:3: port is 'x'; expected a UDP port from 0 to 65535",
                "box.conf:4: makestep threshold is missing; expected seconds from 0 to 1000000000");
    }

    @Test
    void afterFiftyErrorsTheRestIsNotRead() {
        assertThat(errors("x\n".repeat(1000))).hasSize(51).last()
                .isEqualTo("box.conf:50: too many errors; the rest is not read");
    }

    @Test
    void aLockNamesTheSourcesThatThereAre() {
        assertThat(errors("gnss /dev/a\ngnss /dev/b refid NMEA\nrefclock SOCK /c lock GPX"))
                .containsExactly("box.conf:3: lock is 'GPX'; expected the refid of another source: GPS or NMEA");
    }

    @Test
    void aLockMayNameASourceFurtherDown() {
        Configuration box = read("refclock SOCK /c lock GPS\ngnss /dev/a");
        assertThat(box.lockOf(new SourceId(0))).contains(new SourceId(1));
    }

    @Test
    void aLockThatCouldMeanTwoSourcesIsRefused() {
        assertThat(errors("gnss /dev/a\ngnss /dev/b\nrefclock SOCK /c lock GPS"))
                .containsExactly("box.conf:3: lock is 'GPS', which 2 sources are called; give each its own refid");
    }

    @Test
    void refclocksThatLockToEachOtherAreBothTold() {
        assertThat(errors("refclock SOCK /a refid A lock B\nrefclock SOCK /b refid B lock C\n"
                + "refclock SOCK /c refid C lock B\nrefclock SOCK /d refid D")).containsExactly(
                        "box.conf:1: lock is 'B', which leads round in a circle; expected a source that numbers its own seconds",
                        "box.conf:2: lock is 'C', which leads round in a circle; expected a source that numbers its own seconds",
                        "box.conf:3: lock is 'B', which leads round in a circle; expected a source that numbers its own seconds");
    }

    @Test
    void aSocketPathMustFitIntoASocketAddress() {
        String longest = "/" + "a".repeat(106);
        assertThat(read("refclock SOCK " + longest).sources()).hasSize(1);
        assertThat(errors("refclock SOCK " + longest + "b")).singleElement().asString().endsWith(
                "expected a path of at most 107 bytes, such as /run/timeball/pps.sock");
    }

    @Test
    void charactersThatCouldUpsetATerminalAreNotRepeated() {
        assertThat(errors("port \u001b[31m\u0007")).containsExactly(
                "box.conf:1: port is '?[31m?'; expected a UDP port from 0 to 65535");
        assertThat(errors("x".repeat(2000))).singleElement().asString().startsWith(
                "box.conf:1: unknown directive '" + "x".repeat(40) + "...'; expected one that");
        assertThat(errors("x".repeat(2049))).containsExactly(
                "box.conf:1: the line has 2049 characters; expected at most 2048");
    }
}
