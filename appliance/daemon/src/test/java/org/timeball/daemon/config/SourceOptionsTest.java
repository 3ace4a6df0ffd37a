package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.daemon.config.NtpSourceConfiguration.Authentication;
import org.timeball.daemon.config.NtpSourceConfiguration.DelayTests;
import org.timeball.daemon.config.NtpSourceConfiguration.Dialect;
import org.timeball.daemon.config.NtpSourceConfiguration.ExtensionField;
import org.timeball.daemon.config.NtpSourceConfiguration.Family;
import org.timeball.daemon.config.NtpSourceConfiguration.Kind;
import org.timeball.daemon.config.NtpSourceConfiguration.Polling;
import org.timeball.daemon.config.RefclockDriver.PulseInput;
import org.timeball.daemon.config.SourceConfiguration.PulseCompletion;
import org.timeball.daemon.config.SourceConfiguration.Refclock;
import org.timeball.daemon.config.SourceConfiguration.RefclockSampling;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

class SourceOptionsTest {
    private static ReadConfiguration read(String text) {
        try {
            return ConfigurationReader.read(ConfigurationText.of("box.conf", text), new MemoryFiles(),
                    _ -> Optional.empty());
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static NtpSourceConfiguration ntp(String line) {
        return read(line).configuration().client().sources().getFirst();
    }

    private static Refclock refclock(String line) {
        return (Refclock) read(line).configuration().sources().getFirst();
    }

    @Test
    void everyOptionOfAServerBecomesWhatItSays() {
        assertThat(ntp("server ntp.example.net minpoll -2 maxpoll 4 iburst burst key 4294967295 nts certset 2"
                + " maxdelay 0.3 maxdelayratio 2 maxdelaydevratio 5 maxdelayquant 0.2 mindelay 1e-4 asymmetry -0.5"
                + " offset -5e-5 minsamples 8 maxsamples 32 maxunreach 4 filter 15 offline auto_offline prefer noselect"
                + " trust require xleave polltarget 30 port 1123 ntsport 4461 presend 9 minstratum 3 version 3 copy"
                + " extfield F323 extfield f324 ipv6 maxsources 2")).isEqualTo(
                        new NtpSourceConfiguration(Kind.SERVER, "ntp.example.net", Family.IPV6, 1123, 2,
                                new Polling(-2, 4, 30, true, true, 9),
                                new DelayTests(Span.ofMillis(300), 2, 5, 0.2, Span.ofMicros(100), -0.5,
                                        Span.ofMicros(-50)),
                                new SampleHistory(8, 32, 4), 15, new Authentication(4_294_967_295L, true, 2, 4461),
                                new Dialect(3, true, true,
                                        List.of(ExtensionField.NETWORK_CORRECTION, ExtensionField.MONOTONIC_ROOT)),
                                3, true, true, new SelectOptions(true, true, true, true)));
    }

    @Test
    void aServerWithoutOptionsHasTheDefaults() {
        assertThat(ntp("pool a")).isEqualTo(new NtpSourceConfiguration(Kind.POOL, "a", Family.ANY, 123, 4,
                new Polling(6, 10, 8, false, false, null),
                new DelayTests(Span.ofSeconds(3), 0, 10, 0, Span.ZERO, null, Span.ZERO), SampleHistory.DEFAULT, 0,
                Authentication.NONE, new Dialect(0, false, false, List.of()), 0, false, false, SelectOptions.NONE));
        assertThat(Authentication.NONE.isAuthenticated()).isFalse();
        assertThat(ntp("server a key 1").authentication().isAuthenticated()).isTrue();
        assertThat(ntp("server a nts").authentication().isAuthenticated()).isTrue();
    }

    @Test
    void aMaxpollBelowMinpollIsRaisedToIt() {
        assertThat(ntp("server a minpoll 12").polling().maxPoll()).isEqualTo(12);
        assertThat(ntp("server a maxpoll 4").polling().maxPoll()).isEqualTo(6);
    }

    @Test
    void whatIsForServersOnlyMeansNothingToAPeer() {
        ReadConfiguration read = read("peer a iburst burst nts presend 6 copy xleave");
        assertThat(read.configuration().client().sources()).containsExactly(ntp("peer a xleave"));
        assertThat(read.notices()).extracting(ConfigurationNotice::toString)
                .contains(
                        "box.conf:1: iburst, burst, nts, presend and copy mean nothing between peers and are ignored");
    }

    @Test
    void everyOptionOfARefclockBecomesWhatItSays() {
        assertThat(refclock("refclock PHC eth0:nocrossts:extpps:pin=-1:channel=2:clear refid NIC poll 3 dpoll -2"
                + " filter 5 rate 10 minsamples 3 maxsamples 9 maxunreach 2 maxlockage 7 maxdispersion 1e-6 width 0.2"
                + " pps offset -37 delay 1e-6 stratum 2 precision 1e-7 local tai noselect prefer trust require"))
                .isEqualTo(
                        new Refclock(new RefclockDriver.Phc("eth0", true, new PulseInput(-1, 2, true)),
                                new RefId("NIC"), null,
                                new PulseCompletion(true, 10, 7, Span.ofMillis(200)), new RefclockSampling(3, -2, 5,
                                        Span.ofMicros(1), new SampleHistory(3, 9, 2)),
                                Span.ofSeconds(-37), Span.ofMicros(1), Span.ofNanos(100), 2, true, true,
                                new SelectOptions(true, true, true, true)));
    }

    @Test
    void eachDriverHasItsParameter() {
        assertThat(refclock("refclock SHM 2:perm=0644").driver()).isEqualTo(new RefclockDriver.Shm(2, 0644));
        assertThat(refclock("refclock SHM 0").driver()).isEqualTo(new RefclockDriver.Shm(0, 0600));
        assertThat(refclock("refclock PPS /dev/pps1:CLEAR").driver())
                .isEqualTo(new RefclockDriver.Pps("/dev/pps1", true));
        assertThat(refclock("refclock phc /dev/ptp0").driver())
                .isEqualTo(new RefclockDriver.Phc("/dev/ptp0", false, null));
        assertThat(refclock("refclock RTC /dev/rtc0:utc").driver())
                .isEqualTo(new RefclockDriver.Rtc("/dev/rtc0", true));
        assertThat(refclock("refclock GPSD [::1]:port=2948:device=/dev/ttyS0").driver())
                .isEqualTo(new RefclockDriver.Gpsd(new IpAddress(0, 1), 2948, "/dev/ttyS0"));
        assertThat(refclock("refclock GPSD localhost").driver())
                .isEqualTo(new RefclockDriver.Gpsd(IpAddress.v4(127, 0, 0, 1), 2947, null));
    }

    @Test
    void aRefclockIsNamedByItsDriverAndItsNumber() {
        assertThat(read("refclock PPS /dev/pps0\nrefclock SHM 0\nrefclock SOCK /x").configuration().sources())
                .extracting(source -> source.refid().text()).containsExactly("PPS0", "SHM1", "SOC2");
    }

    @Test
    void aDpollAbovePollIsLoweredToIt() {
        assertThat(refclock("refclock SHM 0 poll -1").sampling().driverPoll()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server                        | server name is missing; expected a host name or an address, such as ntp.example.net
            server a minpoll -8           | server option 'minpoll' is '-8'; expected log2 seconds from -7 to 24
            server a maxpoll 25           | server option 'maxpoll' is '25'; expected log2 seconds from -7 to 24
            server a key 0                | server option 'key' is '0'; expected a key number from 1 to 4294967295
            server a key 4294967296       | server option 'key' is '4294967296'; expected a key number from 1 to 4294967295
            server a asymmetry 0.6        | server option 'asymmetry' is '0.6'; expected a ratio from -0.5 to 0.5
            server a maxdelay 1001        | server option 'maxdelay' is '1001'; expected seconds from 0 to 1000
            server a maxdelayquant 0.01   | server option 'maxdelayquant' is '0.01'; expected a quantile from 0.05 to 0.95
            server a extfield 1234        | server option 'extfield' is '1234'; expected F323 or 10A
            server a extfield xyz         | server option 'extfield' is 'xyz'; expected F323 or 10A
            server a ibrust               | unknown server option 'ibrust'; did you mean 'iburst'?
            pool a maxsources 17          | server option 'maxsources' is '17'; expected a number of servers from 1 to 16
            refclock SHM x                | refclock SHM unit is 'x'; expected a number from 0 to 255
            refclock SHM 0:perm=9         | refclock SHM option 'perm' is '9'; expected octal digits, such as 0600
            refclock SHM 0:prem=0600      | refclock SHM has no option 'prem'; expected SHM UNIT[:perm=MODE]
            refclock PPS /dev/pps0:clear=1 | refclock PPS option 'clear' takes no value
            refclock PHC :extpps          | refclock PHC parameter is ':extpps'; expected one before the colon
            refclock GPSD 192.0.2.7       | refclock GPSD host is '192.0.2.7'; expected this machine (localhost, 127.0.0.1 or [::1]); take another machine's time with 'server 192.0.2.7'
            refclock GPSD localhost:device= | refclock GPSD option 'device' needs a value, such as device=/dev/ttyS0
            refclock RTC /dev/rtc poll 25 | refclock option 'poll' is '25'; expected log2 seconds from -16 to 24
            """)
    void aBadOptionSaysWhatWasExpected(String line, String message) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader
                .read(ConfigurationText.of("box.conf", line), new MemoryFiles(), _ -> Optional.empty()));
        assertThat(e).isNotNull().hasMessage("box.conf:1: " + message);
    }
}
