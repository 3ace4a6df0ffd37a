package org.timeball.daemon.standin.trial;

import java.util.List;
import java.util.Map;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of reference clocks that number one another.
final class RefclockTrials {
    private static final Limits FINE = new Limits(1e-4, 1e-5, 0, 0);

    static final List<Kind> KINDS = List.of(
            new Kind("pps-locked", "pulses numbered by shared memory that is some 0.1 s off", 1000,
                    trial -> host(trial, "refclock SHM 0 dpoll 0 poll 4 refid NMEA noselect offset 0.1 delay 0.3",
                            "refclock PPS /dev/pps0 dpoll 0 poll 4 refid PPS lock NMEA", "makestep 0.1 3")),
            new Kind("pps-ambiguous", "shared memory that is half a second off numbers nothing", 1000, trial -> {
                trial.node(new TrialNode(trial.poorClock().refclock(Signal.normal(0, 1e-6, trial.random())), Map.of(),
                        List.of(), List.of("refclock SHM 0 dpoll 0 poll 4 refid NMEA noselect offset 0.5",
                                "refclock PPS /dev/pps0 dpoll 0 poll 4 refid PPS lock NMEA")));
                trial.expect(Expectation.lines(1, "Selected source", 0, 0));
            }),
            new Kind("pps-alone", "pulses numbered by a clock that a server has set", 2000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock().refclock(Signal.constant(0)),
                        "server 192.168.123.1 minpoll 4 maxpoll 4", "makestep 0.01 3",
                        "refclock PPS /dev/pps0 dpoll 0 poll 4 refid PPS"));
                trial.expect(Expectation.settles(2, 30, 60, FINE));
                trial.expect(Expectation.rmsOffset(2, 300, 1e-6));
                trial.expect(Expectation.lines(2, "Selected source PPS", 1, 2));
            }),
            new Kind("pps-only", "pulses that nobody numbers set no clock", 500, trial -> {
                trial.node(new TrialNode(trial.poorClock().refclock(Signal.constant(0)), Map.of(), List.of(),
                        List.of("refclock PPS /dev/pps0 dpoll 0 poll 4 refid PPS")));
                trial.expect(Expectation.lines(1, "Selected source", 0, 0));
            }));

    private RefclockTrials() {
    }

    private static void host(Trial trial, String... lines) {
        trial.node(new TrialNode(trial.poorClock().refclock(Signal.normal(0, 1e-6, trial.random())), Map.of(),
                List.of(), List.of(lines)));
        trial.expect(Expectation.settles(1, 1, 100, FINE));
        trial.expect(Expectation.lines(1, "Selected source PPS", 1, 1));
        trial.expect(Expectation.lines(1, "Selected source NMEA", 0, 0));
    }
}
