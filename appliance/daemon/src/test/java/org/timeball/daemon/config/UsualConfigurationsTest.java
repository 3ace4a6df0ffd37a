package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.config.ClockConfiguration.LocalReference;
import org.timeball.daemon.config.NtpClientConfiguration.InitStepSlew;
import org.timeball.daemon.config.NtpSourceConfiguration.Kind;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Files as distributions ship them and administrators write them.
class UsualConfigurationsTest {
    private static ReadConfiguration read(String text) throws ConfigurationException {
        return ConfigurationReader.read(ConfigurationText.of("chrony.conf", text), new MemoryFiles()
                .with("/etc/chrony/conf.d/README", "not read\n"), AccessRules.SYNTAX);
    }

    @Test
    void theFileThatThePackageInstallsIsActedOnLineByLine() throws Exception {
        ReadConfiguration read = read(
                Files.readString(Path.of("../../image-build/files/etc/timeball/timeball.conf")));
        assertThat(read.notices()).isEmpty();
        assertThat(read.configuration().nts().authority()).isEqualTo("/var/lib/timeball/nts");
        assertThat(read.configuration().client().sourceDirectories()).containsExactly(List.of("/run/timeball-dhcp"),
                List.of("/etc/timeball/sources.d"));
    }

    @Test
    void aClientAsADistributionShipsIt() throws ConfigurationException {
        Configuration box = read("""
                # Include configuration files found in /etc/chrony/conf.d.
                confdir /etc/chrony/conf.d
                pool 2.debian.pool.ntp.org iburst
                sourcedir /run/chrony-dhcp
                sourcedir /etc/chrony/sources.d
                keyfile /etc/chrony/chrony.keys
                driftfile /var/lib/chrony/chrony.drift
                ntsdumpdir /var/lib/chrony
                #log tracking measurements statistics
                logdir /var/log/chrony
                maxupdateskew 100.0
                rtcsync
                makestep 1 3
                leapseclist /usr/share/zoneinfo/leap-seconds.list
                """).configuration();
        assertThat(box.client().sources()).singleElement()
                .satisfies(source -> assertThat(source.kind()).isEqualTo(Kind.POOL));
        assertThat(box.client().sourceDirectories()).containsExactly(List.of("/run/chrony-dhcp"),
                List.of("/etc/chrony/sources.d"));
        assertThat(box.clock().limits().maxUpdateSkewPpm()).isEqualTo(100);
        assertThat(box.rtc().sync()).isTrue();
        assertThat(box.logs().logs()).isEmpty();
    }

    @Test
    void anIsolatedNetworkWithItsManualClock() throws ConfigurationException {
        ReadConfiguration read = read("""
                driftfile /var/lib/chrony/drift
                commandkey 1
                keyfile /etc/chrony.keys
                initstepslew 10 client1 client3 client6
                local stratum 8 orphan
                manual
                allow 192.168.165
                smoothtime 400 0.01
                """);
        Configuration box = read.configuration();
        assertThat(box.client().initStepSlew()).isEqualTo(
                new InitStepSlew(Span.ofSeconds(10), List.of("client1", "client3", "client6")));
        assertThat(box.clock().local()).isEqualTo(
                new LocalReference(8, Span.ofSeconds(1), Span.ZERO, true, Span.ZERO, null));
        assertThat(box.clock().local().unsyncedWait()).isEqualTo(Span.ofSeconds(300));
        assertThat(box.clock().manual()).isTrue();
        assertThat(box.server().access()).containsExactly(new AccessRule("allow 192.168.165"));
        assertThat(read.notices()).extracting(ConfigurationNotice::toString).contains(
                "chrony.conf:2: directive 'commandkey' is obsolete and ignored: commands are authenticated by the Unix socket");
    }

    @Test
    void aServerWithNtsMonitoringAndHardwareTimestamps() throws ConfigurationException {
        Configuration box = read("""
                ntsserverkey /etc/pki/a.key
                ntsservercert /etc/pki/a.crt
                ntsservercert /etc/pki/b.crt
                ntsserverkey /etc/pki/b.key
                ntstrustedcerts 3 /etc/pki/ca
                ratelimit interval 1 burst 16 kod 2
                hwtimestamp *
                hwtimestamp eth1 txcomp 300e-9 rxcomp 645e-9 minpoll -2
                bindcmdaddress 0.0.0.0
                bindcmdaddress /
                cmdallow 192.0.2.0/24
                opencommands sources ntpdata
                log measurements statistics
                log tracking
                mailonchange root@localhost 0.5
                tempcomp /sys/class/hwmon/hwmon0/temp2_input 30 26000 0.0 0.000183 0.0
                """).configuration();
        assertThat(box.nts().identities()).containsExactly(
                new NtsConfiguration.Identity("/etc/pki/a.crt", "/etc/pki/a.key"),
                new NtsConfiguration.Identity("/etc/pki/b.crt", "/etc/pki/b.key"));
        assertThat(box.server().rateLimit()).isEqualTo(new RateLimit(1, 16, 2, 2));
        assertThat(box.hardware().interfaces()).hasSize(2).last().satisfies(card -> {
            assertThat(card.maxPoll()).isEqualTo(-1);
            assertThat(card.receiveCompensation()).isEqualTo(Span.ofNanos(645));
        });
        assertThat(box.command().bindAddresses()).containsExactly(IpAddress.v4(0, 0, 0, 0), new IpAddress(0, 1));
        assertThat(box.command().socketPath()).isNull();
        assertThat(box.command().access()).containsExactly(new AccessRule("allow 192.0.2.0/24"));
        assertThat(box.command().openCommands()).containsExactly(CommandConfiguration.OpenCommand.SOURCES,
                CommandConfiguration.OpenCommand.NTPDATA);
        assertThat(box.logs().logs()).containsExactlyInAnyOrder(LogConfiguration.LogWord.MEASUREMENTS,
                LogConfiguration.LogWord.STATISTICS, LogConfiguration.LogWord.TRACKING);
        assertThat(box.logs().mail()).isEqualTo(
                new LogConfiguration.MailOnChange("root@localhost", Span.ofMillis(500)));
        assertThat(box.clock().temperature()).isEqualTo(new ClockConfiguration.TemperatureCompensation.Polynomial(
                "/sys/class/hwmon/hwmon0/temp2_input", Span.ofSeconds(30), 26_000, 0, 0.000183, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ntsservercert /a.crt                | there are 1 ntsservercert and 0 ntsserverkey; expected a key for each certificate
            rtcfile /rtc;rtcsync                | rtcsync cannot be used together with rtcfile; remove one
            rtcsync;refclock RTC /dev/rtc0      | refclock RTC cannot be used together with rtcfile or rtcsync; remove one
            minstratum 3;maxstratum 2           | minstratum is 3 and maxstratum 2; expected them in order
            fallbackdrift 19 16                 | fallbackdrift is 19 to 16; expected the shorter interval first
            log tracking measurments            | log is 'measurments'; expected one of rawmeasurements, measurements, selection, statistics, tracking, rtc, refclocks, tempcomp
            opencommands reselect               | opencommands is 'reselect'; expected one of activity, authdata, clients, manual, ntpdata, rtcdata, selectdata, serverstats, smoothing, sourcename, sources, sourcestats, tracking
            ratelimit leak 0                    | ratelimit option 'leak' is '0'; expected a power of 2 from 1 to 4
            cmdratelimit kod 1                  | unknown ratelimit option 'kod'; expected one of burst, interval, leak
            tempcomp /t 30 1 2 3                | tempcomp k2 is missing; expected a number from -1000000000 to 1000000000
            broadcast 60 192.0.2.255 123 x      | unexpected 'x'; expected the end of the line
            local stratum 16                    | local option 'stratum' is '16'; expected a stratum from 1 to 15
            ntsaeads                            | ntsaeads is missing; expected an AEAD number, such as 15 or 30, from 0 to 65535
            bindcmdaddress localhost            | bindcmdaddress is 'localhost'; expected an IPv4 or IPv6 address, or the path of a socket, or / for none
            """)
    void whatCannotBeIsRefused(String lines, String message) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class,
                () -> read(lines.replace(';', '\n')));
        assertThat(e).isNotNull();
        assertThat(e.errors()).singleElement().extracting(ConfigurationError::what).isEqualTo(message);
    }
}
