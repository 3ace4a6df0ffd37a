package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.AuthPolicy;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;

class CoreConfigurationTest {
    private static CoreSettings settings(String... lines) throws ConfigurationException {
        return CoreConfiguration.of(ConfigurationReader.read(new ConfigurationText("box.conf", List.of(lines)),
                AccessRules.SYNTAX), Span.ofNanos(1), Optional.empty(), Optional.empty(), true);
    }

    @Test
    void withoutDirectivesTheCoreHasItsOwnDefaults() throws ConfigurationException {
        CoreSettings settings = settings("gnss /dev/ttyS0 refid NMEA", "refclock SOCK /s refid PPS lock NMEA");
        assertThat(settings.selection()).isEqualTo(SelectionSettings.DEFAULT);
        assertThat(settings.steering()).isEqualTo(new SteeringSettings(0.1, 0, 83_333.333e-6));
        assertThat(settings.sources()).containsExactly(
                SourceSettings.refclock(new SourceId(0), "NMEA", Kind.LABEL),
                SourceSettings.pulses(new SourceId(1), "PPS", new SourceId(0)));
    }

    @Test
    void everyDirectiveAboutTheSelectionReachesIt() throws ConfigurationException {
        assertThat(settings("stratumweight 0.1", "reselectdist 0.2", "combinelimit 4", "maxdistance 5", "maxjitter 6",
                "minsources 7", "minstratum 8", "maxstratum 9", "authselectmode require").selection())
                .isEqualTo(new SelectionSettings(0.1, 0.2, 4, 5, 6, 7, 8, 9, AuthPolicy.REQUIRE));
    }

    @Test
    void everyDirectiveAboutTheSteeringReachesIt() throws ConfigurationException {
        assertThat(settings("makestep 0.5 -1", "maxslewrate 1000", "corrtimeratio 3", "maxchange 10 1 2",
                "maxupdateskew 5", "maxdrift 100", "maxclockerror 2", "logchange 0.25", "fallbackdrift 16 19")
                .steering())
                .isEqualTo(new SteeringSettings(0.5, -1, 1e-3, OptionalDouble.of(3),
                        Optional.of(new SteeringSettings.MaxChange(10, 1, 2)), 5, 100, OptionalDouble.of(2), 0.25,
                        Optional.of(new SteeringSettings.FallbackIntervals(16, 19)), Optional.empty()));
    }

    @Test
    void everyDirectiveAboutTheClockReachesIt() throws ConfigurationException {
        CoreSettings settings = settings("leapsecmode slew", "manual", "smoothtime 400 0.01 leaponly",
                "local stratum 8 orphan distance 0.5 activate 0.1 waitsynced 60");
        assertThat(settings.clock().leapMode()).isEqualTo(LeapMode.SLEW);
        assertThat(settings.clock().manual()).isTrue();
        assertThat(settings.clock().smoothing()).contains(new SmoothingSettings(400 * 1e-6, 0.01 * 1e-6, true));
        assertThat(settings.clock().local()).contains(new LocalSettings(8, true, 0.5, 0.1, 60, 300));
    }

    @Test
    void optionsOfARefclockReachItsSource() throws ConfigurationException {
        SourceSettings source = settings("minsamples 5", "maxsamples 30",
                "refclock SOCK /s refid ABC offset 0.5 delay 0.1 precision 1e-6 stratum 2 maxunreach 4 maxsamples 20")
                .sources().getFirst();
        assertThat(source).isEqualTo(SourceSettings.refclock(new SourceId(0), "ABC", Kind.SAMPLE).withOffset(-0.5)
                .withErrors(0.1, 1e-6).withStratum(2, 0).withSamples(5, 20).withMaxUnreach(4));
    }

    @Test
    void pulsesAreNumberedByTheSourceThatStandsAlone() throws ConfigurationException {
        CoreSettings settings = settings("refclock SHM 0 refid NMEA", "refclock PPS /dev/pps0 refid PPS lock NMEA",
                "refclock SHM 1 refid FRAC lock PPS", "refclock PPS /dev/pps1 refid FREE");
        assertThat(settings.sources()).extracting(SourceSettings::kind).containsExactly(Kind.SAMPLE, Kind.PULSE,
                Kind.PULSE, Kind.PULSE);
        assertThat(settings.sources()).extracting(SourceSettings::lock).containsExactly(Optional.empty(),
                Optional.of(new SourceId(0)), Optional.of(new SourceId(0)), Optional.empty());
    }
}
