package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DirectivesTest {
    /// Every directive of chrony 4.8 and of its next version, as chrony.conf(5) has them.
    private static final String CHRONY = """
            acquisitionport allow authselectmode bindacqaddress bindacqdevice bindaddress bindcmdaddress bindcmddevice
            binddevice broadcast clientloglimit clockprecision cmdallow cmddeny cmdport cmdratelimit combinelimit
            commandkey confdir corrtimeratio deny driftfile dscp dumpdir dumponexit fallbackdrift generatecommandkey
            hwclockfile hwtimestamp hwtstimeout include initstepslew keyfile leapseclist leapsecmode leapsectz
            linux_freq_scale linux_hz local lock_all log logbanner logchange logdir mailonchange makestep manual
            maxchange maxclockerror maxdistance maxdrift maxjitter maxntsconnections maxsamples maxslewrate maxstratum
            maxtxbuffers maxupdateskew minsamples minsources minstratum nocerttimecheck noclientlog nosystemcert
            ntpsigndsocket ntsaeads ntscachedir ntsdumpdir ntsntpserver ntsport ntsprocesses ntsratelimit ntsrefresh
            ntsrotate ntsservercert ntsserverkey ntstrustedcerts opencommands peer pidfile pool port ptpdomain ptpport
            ratelimit refclock refresh reselectdist rtcautotrim rtcdevice rtcfile rtconutc rtcsync sched_priority server
            smoothtime sourcedir stratumweight tempcomp user
            """;
    private static final Set<String> OUR_OWN = Set.of("bindwebaddress", "fastpath", "gnss", "gpsdport", "historydir",
            "ntsauthority", "observationlog", "ptp", "webport");

    @Test
    void everyDirectiveOfChronyIsKnownAndNoneIsInvented() {
        Set<String> expected = new TreeSet<>(List.of(CHRONY.strip().split("\\s+")));
        expected.addAll(OUR_OWN);
        assertThat(new TreeSet<>(Directives.names())).isEqualTo(expected);
    }

    @Test
    void everyOptionOfAnNtpSourceIsKnown() {
        assertThat(NtpSourceLines.OPTIONS.entries()).extracting(Entry::name).containsExactlyInAnyOrder("auto_offline",
                "burst", "copy", "iburst", "offline", "certset", "key", "asymmetry", "extfield", "filter", "ipv4",
                "ipv6", "maxdelay", "maxdelayratio", "maxdelaydevratio", "maxdelayquant", "maxpoll", "maxsamples",
                "maxsources", "maxunreach", "mindelay", "minpoll", "minsamples", "minstratum", "nts", "ntsport",
                "offset", "port", "polltarget", "presend", "version", "xleave", "noselect", "prefer", "require",
                "trust");
    }

    @Test
    void everyOptionOfARefclockIsKnown() {
        assertThat(RefclockLines.OPTIONS.entries()).extracting(Entry::name).containsExactlyInAnyOrder("refid", "poll",
                "dpoll", "filter", "rate", "minsamples", "maxsamples", "maxunreach", "maxlockage", "maxdispersion",
                "width", "pps", "offset", "delay", "stratum", "precision", "lock", "local", "tai", "noselect",
                "prefer", "trust", "require");
    }

    @Test
    void theTableInTheDocsIsWhatTheCodeSays() throws IOException {
        String document = Files.readString(Path.of("DIRECTIVES.md"));
        assertThat(DirectiveTable.markdown())
                .as("write it anew: appliance/timeball daemon --directives > appliance/daemon/DIRECTIVES.md")
                .isEqualTo(document);
    }

    @Test
    void aDirectiveThatDoesNothingIsToldWithItsLine() throws ConfigurationException {
        List<String> notices = ConfigurationReader.read(ConfigurationText.of("box.conf", """
                port 123
                ntsprocesses 2
                linux_hz 100 and whatever else
                dumponexit
                ptpdomain 1
                ptpdomain 2
                server ntp.example.net iburst extfield F323
                refclock SHM 0 local maxlockage 4
                """), new DiskFiles(), _ -> java.util.Optional.empty()).notices().stream()
                .map(ConfigurationNotice::toString).toList();
        assertThat(notices).containsExactly(
                "box.conf:2: directive 'ntsprocesses' has no effect here: keys are established by threads of the one process",
                "box.conf:3: directive 'linux_hz' is obsolete and ignored: the kernel tells its tick rate",
                "box.conf:4: directive 'dumponexit' is obsolete and ignored: the samples are kept wherever dumpdir names a directory",
                "box.conf:5: directive 'ptpdomain' is accepted but has no effect in this version",
                "box.conf:7: server option 'extfield' is accepted but has no effect in this version",
                "box.conf:8: refclock option 'local' is accepted but has no effect in this version",
                "box.conf:8: refclock option 'maxlockage' has no effect here: the clock itself carries the number of a pulse to the next; every sample of lock is checked against it");
    }
}
