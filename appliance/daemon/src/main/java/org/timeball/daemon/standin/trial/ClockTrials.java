package org.timeball.daemon.standin.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of what is done to the clock, and of what is kept of it.
final class ClockTrials {
    private static final String SERVER = "server 192.168.123.1";
    private static final Limits EVERYDAY = Limits.DEFAULT;
    /// 31 December 2008, 00:00: a leap second comes after 86,400 s.
    private static final String LEAP_EVE = "1230681600";

    /// A clock that is 0.1 s ahead and gains 100 ppm, as it was before the simulation began.
    private static final String RIGHT_SAMPLES = """
            timeball samples 1
            192.168.123.1 0
            17 N
            1262304000000000000 0.0
            193.0 8.07e-02 2e-4 1e-7 0 0 1 7f7f0101
            128.5 8.715e-02 2e-4 1e-7 0 0 1 7f7f0101
            64.0 9.36e-02 2e-4 1e-7 0 0 1 7f7f0101
            1.0 9.99e-02 2e-4 1e-7 0 0 1 7f7f0101""";

    static final List<Kind> KINDS = kinds();

    private ClockTrials() {
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("drift-kept", "the frequency is kept in a file", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "driftfile @drift").file("drift", "100 1.0"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
            trial.expect(Expectation.lines(2, "Frequency 100.000 \\+/- 1.000 ppm read from", 1, 1));
        }));
        kinds.add(new Kind("fallback-drift", "the mean frequency is taken when the sources are gone", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(NodePlan.perfect().frequency(now -> 1e-4 * Math.sin(now / 1000)), SERVER
                    + " minpoll 4 maxpoll 4", "fallbackdrift 6 10"));
            trial.delay(1, now -> now < 5000 ? 1e-4 : -1);
            trial.expect(new Expectation("largest rate error at the end", 0, 2e-4,
                    outcome -> Math.abs(outcome.history(2).frequency(9_999))));
        }));
        kinds.add(new Kind("once-stepped", "makestep at the first update alone", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock().offset(2), SERVER, "makestep 1 1"));
            trial.expect(Expectation.settles(2, 120, 140, EVERYDAY));
        }));
        kinds.add(new Kind("slow-correction", "corrtimeratio has the rest slewed slowly", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "makestep 0 -1", "corrtimeratio 1e10"));
            trial.expect(Expectation.settles(2, 120, 140, EVERYDAY));
        }));
        kinds.add(new Kind("steps-survived", "somebody steps the clock by 10,000 s every 500 s", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock().step(now -> now % 500 < 0.5 && now > 1 ? 1e4 : 0), SERVER,
                    "makestep 1 -1"));
            trial.expect(Expectation.lines(2, "chronyd exiting", 1, 1));
            trial.expect(Expectation.lines(2, "Forward time jump detected!", 15, 20));
        }));
        kinds.add(new Kind("great-step", "somebody steps the clock by three years", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock().step(Signal.once(4999, 1e8)), SERVER, "makestep 1 -1"));
            trial.expect(Expectation.settles(2, 5120, 6200, EVERYDAY));
        }));
        kinds.add(new Kind("great-step-back", "somebody steps the clock back by three years", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock().step(Signal.once(4999, -1e8)), SERVER, "makestep 1 -1"));
            trial.expect(Expectation.settles(2, 5120, 6200, EVERYDAY));
        }));
        kinds.add(new Kind("mailed", "corrections above mailonchange are mailed, those above logchange told", 2000,
                trial -> {
                    trial.node(TrialNode.server());
                    trial.node(TrialNode.client(trial.poorClock().step(Signal.once(1000, 0.5)), SERVER
                            + " minpoll 6 maxpoll 6", "mailonchange root 0.3", "logchange 0.7"));
                    trial.expect(Expectation.lines(2, "Mail to root:", 1, 3));
                    trial.expect(Expectation.lines(2, "System clock wrong by", 0, 0));
                }));
        kinds.add(new Kind("changed", "corrections above logchange are told", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock().step(Signal.once(3000, 0.3)), SERVER
                    + " minpoll 6 maxpoll 6", "logchange 0.1"));
            trial.expect(Expectation.lines(2, "System clock wrong by", 1, 3));
        }));
        kinds.add(new Kind("served-smoothly", "a server whose source steps serves smoothed time", 10_000, trial -> {
            trial.node(TrialNode.server().on(NodePlan.perfect().step(Signal.once(5000, 0.1))));
            trial.node(TrialNode.client(trial.poorClock(), "server 192.168.123.1 minpoll 4 maxpoll 4", "allow",
                    "smoothtime 400 0.01", "makestep 0.01 3"));
            trial.node(TrialNode.client(NodePlan.perfect(), "server 192.168.123.2 minpoll 4 maxpoll 4"));
            trial.expect(new Expectation("the client's largest rate error", 1e-4, 1e-3,
                    outcome -> outcome.history(3).maxFrequency(1000)));
            trial.expect(new Expectation("the client's offset in the end, s", 0.08, 0.1,
                    outcome -> outcome.history(3).offset(9_999)));
        }));
        for (String mode : List.of("system", "step", "slew", "ignore")) {
            kinds.add(new Kind("leap-" + mode, "a leap second, leapsecmode " + mode, 100_000,
                    trial -> leap(trial, mode)));
        }
        kinds.add(new Kind("set-by-hand", "the clock is set by hand, twice, an hour apart", 12_000, trial -> {
            trial.node(TrialNode.client(NodePlan.perfect().offset(0.1).frequency(Signal.constant(1e-4)), "manual"));
            trial.commands(1, 3600, "settime Jan 1 01:00:00 2010");
            trial.commands(1, 7200, "settime Jan 1 02:00:00 2010", "manual list");
            trial.expect(Expectation.settles(1, 7202, 7208, new Limits(4e-3, EVERYDAY.maxFrequency(), 0, 0)));
        }));
        kinds.add(new Kind("dumped", "samples are dumped at the end and when asked", 200, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 6 maxpoll 6", "dumpdir @"));
            trial.commands(2, 100, "dump");
            trial.expect(Expectation.lines(3, "200 OK", 1, 1));
            trial.expect(Expectation.fileLines("192.168.123.1.dat", 8, 8));
        }));
        kinds.add(new Kind("reloaded", "samples of the time before are enough, with the source offline", 100, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(NodePlan.perfect().offset(0.1).frequency(Signal.constant(1e-4)), SERVER
                    + " offline", "dumpdir @").option("-r").file("192.168.123.1.dat", RIGHT_SAMPLES));
            trial.expect(Expectation.settles(2, 1, 6, EVERYDAY));
            trial.expect(Expectation.lines(2, "Loaded dump file", 1, 1));
            trial.expect(Expectation.packets(2, 0, 0));
        }));
        kinds.add(new Kind("restarted", "-R has the clock slewed, though makestep is given", 1000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " iburst", "initstepslew 0.01 192.168.123.1",
                    "makestep 0.01 1").option("-R"));
            trial.expect(Expectation.settles(2, 4, 30, EVERYDAY));
            trial.expect(Expectation.lines(2, "stepped|initial offset", 0, 0));
        }));
        kinds.add(new Kind("other-key", "samples of an unsigned source are nothing for a signed one", 100, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(NodePlan.perfect(), SERVER + " offline key 1", "keyfile @keys", "dumpdir @")
                    .option("-r").file("192.168.123.1.dat", RIGHT_SAMPLES).file("keys", "1 SHA1 HEX:0011223344"));
            trial.expect(Expectation.lines(2, "Could not load dump file", 1, 1));
            trial.expect(Expectation.lines(2, "Selected source", 0, 0));
        }));
        kinds.add(new Kind("logs", "all log files", 2000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 4 maxpoll 4", "logdir @",
                    "log measurements statistics tracking rawmeasurements selection"));
            trial.commands(2, 1000, "cyclelogs", "tracking", "sources", "sourcestats", "selectdata", "ntpdata",
                    "authdata", "activity", "serverstats", "clients", "smoothing", "rtcdata");
            trial.expect(Expectation.settles(2, 10, 210, EVERYDAY));
        }));
        kinds.add(new Kind("ahead-of-2036", "the 32 bits of seconds overflow", 2000, trial -> {
            trial.node(TrialNode.server().environment("START_DATE", "2085977900"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER).environment("START_DATE", "2085977900"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
        }));
        kinds.add(new Kind("far-future", "the year is 2250", 2000, trial -> {
            trial.node(TrialNode.server().environment("START_DATE", "8836070400"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER).environment("START_DATE", "8836070400"));
            trial.commands(2, 1000, "tracking");
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
            trial.expect(Expectation.lines(3, "Ref time \\(UTC\\)  : .* 2250$", 1, 1));
        }));
        for (String options : List.of("", " activate 1e-3", " distance 1e-6", " waitsynced 600")) {
            kinds.add(
                    new Kind("local" + options.replace(' ', '-'), "local" + options + " once the server is gone", 6000,
                            trial -> local(trial, options)));
        }
        return List.copyOf(kinds);
    }

    private static void leap(Trial trial, String mode) {
        // True time of the network knows no leap seconds: UTC is a second ahead of it before, and right afterwards.
        NodePlan plan = trial.poorClock().offset(1).refclock(Signal.normal(0, 1e-9, trial.random())
                .plus(Signal.change(-1, 86_400, 0)));
        trial.node(new TrialNode(plan, Map.of("START_DATE", LEAP_EVE), List.of(), List.of(
                "refclock SHM 0 dpoll 10 poll 10 delay 1e-3", "leapsectz right/UTC", "leapsecmode " + mode)));
        trial.expect(Expectation.lines(1, "System clock TAI offset set to 33", 1, 1));
        trial.expect(Expectation.lines(1, "System clock TAI offset set to", 1, 1));
        trial.expect(Expectation.lines(1, "leap second|Leap second|System clock status set to insert", 0, 3));
        trial.expect(Expectation.settles(1, 86_399,
                mode.equals("slew") ? 86_420 : mode.equals("ignore") ? 95_000 : 86_402, EVERYDAY));
    }

    private static void local(Trial trial, String options) {
        trial.delay(1, now -> now < 2000 ? 1e-4 : -1);
        trial.node(TrialNode.server());
        trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 4 maxpoll 4 maxunreach 4",
                "local stratum 5" + options));
        trial.commands(2, 60, "tracking");
        trial.commands(2, 5000, "tracking");
        trial.expect(Expectation.settles(2, 30, 210, new Limits(1e-2, EVERYDAY.maxFrequency(), 0, 0)));
        trial.expect(Expectation.lines(4, "Reference ID    : 7F7F0101|Reference ID    : C0A87B01", 1, 1));
    }
}
