package org.timeball.daemon.standin.trial;

import java.util.List;
import java.util.Map;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of the real-time clock. It runs as the clock of its node does; where that is left alone and a virtual clock is
/// steered instead (`-x`), it keeps the rate of the oscillator: 100 ppm fast.
final class RtcTrials {
    private static final String SERVER = "server 192.168.123.1";

    static final List<Kind> KINDS = List.of(
            new Kind("rtc", "a real-time clock that is 10 s off is measured", 10_000, trial -> {
                trial.node(TrialNode.server());
                trial.node(tracked("rtcfile @/rtc"));
                trial.commands(2, 9900, "rtcdata", "writertc");
                trial.expect(Expectation.lines(3, "RTC is fast by +: +-9\\.01\\d{4} seconds", 1, 1));
                trial.expect(Expectation.lines(3, "RTC gains time at +: +99\\.9[89]\\d ppm", 1, 1));
                trial.expect(Expectation.lines(3, "200 OK", 1, 1));
                trial.expect(Expectation.fileLines("rtc", 1, 1));
            }),
            new Kind("rtc-trim", "a real-time clock that is 10 s off is set by command", 1000, trial -> {
                trial.node(TrialNode.server());
                trial.node(tracked("rtcfile @/rtc"));
                trial.commands(2, 800, "trimrtc");
                trial.commands(2, 900, "rtcdata");
                trial.expect(Expectation.lines(3, "200 OK", 1, 1));
                trial.expect(Expectation.lines(2, "Real-time clock set to the system clock", 1, 1));
                trial.expect(Expectation.lines(4, "RTC is fast by +: +-?0\\.0[01]\\d{4} seconds", 1, 1));
            }),
            new Kind("rtc-autotrim", "a real-time clock is set whenever it is off by more than a fifth of a second",
                    10_000, trial -> {
                        trial.node(TrialNode.server());
                        trial.node(tracked("rtcfile @/rtc", "rtcautotrim 0.2"));
                        trial.commands(2, 9900, "rtcdata");
                        trial.expect(Expectation.lines(2, "Real-time clock set to the system clock", 4, 6));
                        trial.expect(Expectation.lines(3, "RTC is fast by +: +-?0\\.[0-2]\\d{5} seconds", 1, 1));
                    }),
            new Kind("rtc-start", "-s sets the clock from a real-time clock whose error is known", 100, trial -> {
                trial.node(new TrialNode(NodePlan.perfect().offset(100), Map.of("RTC_OFFSET", "-10"), List.of("-s"),
                        List.of("rtcfile @/rtc", "rtconutc", "local stratum 10"),
                        Map.of("rtc", "1 1262304000 -10.000000 0.000\n")));
                trial.expect(
                        Expectation.lines(1, "System clock off from RTC by -100\\.00000[0-9] seconds", 1, 1));
                trial.expect(Expectation.lines(1, "time jump detected", 0, 0));
                trial.expect(Expectation.settles(1, 1, 3, new Limits(1e-3, 1e-3, 0, 0)));
            }),
            new Kind("rtc-old", "-s does not believe a real-time clock that shows a time before the drift file's", 100,
                    trial -> {
                        trial.node(new TrialNode(NodePlan.perfect(), Map.of("RTC_OFFSET", "-10"), List.of("-s"),
                                List.of("driftfile @/drift", "rtconutc", "local stratum 10"),
                                Map.of("drift", "0.0 0.1\n")));
                        trial.expect(Expectation.lines(1, "RTC time before last driftfile modification", 1, 1));
                        trial.expect(Expectation.lines(1, "System time restored from driftfile", 1, 1));
                    }),
            new Kind("rtc-refclock", "the real-time clock as a reference", 1000, trial -> {
                trial.node(new TrialNode(NodePlan.perfect().offset(0.1).frequency(Signal.constant(0)),
                        Map.of("RTC_OFFSET", "0"), List.of(),
                        List.of("refclock RTC /dev/rtc:utc refid RTC poll 4", "makestep 0.01 3")));
                trial.expect(Expectation.lines(1, "Selected source RTC", 1, 1));
                trial.expect(Expectation.settles(1, 1, 100, new Limits(1e-3, 1e-5, 0, 0)));
            }));

    private RtcTrials() {
    }

    private static TrialNode tracked(String... lines) {
        return TrialNode.client(NodePlan.perfect().frequency(Signal.constant(1e-4)), SERVER, "rtconutc").with(lines)
                .option("-x").environment("RTC_OFFSET", "-10");
    }
}
