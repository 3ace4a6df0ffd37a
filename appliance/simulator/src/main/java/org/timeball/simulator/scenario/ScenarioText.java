package org.timeball.simulator.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a scenario: lines of a keyword and its values, `#` to the end of a line being comment. Seconds, unless it says
/// otherwise; rates are fractions (1e-9 is one part in 10^9).
///
/// | line | meaning | default |
/// |---|---|---|
/// | `title WORDS` | one line for a list | none |
/// | `length SECONDS` | how long it lasts, 100 to 10,000,000 | required |
/// | `start SECONDS` | the clock's offset at the start, -1000 to 1000 | 0.1 |
/// | `rate PPM` | its constant rate error in parts per million, -1000 to 1000 | 100 |
/// | `wander FRACTION` | random step of the rate each second, standard deviation | 0 |
/// | `flicker FRACTION` | Allan deviation of flicker noise of the rate | 0 |
/// | `wave FRACTION PERIOD` | a sine in the rate | none |
/// | `rate-step FRACTION SECOND` | the rate jumps then; peak and recovery are measured | none |
/// | `refclock JITTER` | a sample each second with normal noise of that standard deviation | one source |
/// | `outliers PROBABILITY` | of a refclock's sample to be 10 to 1000 deviations off | 0 |
/// | `jitter-step FACTOR SECOND` | a refclock's noise is multiplied from then on | none |
/// | `server JITTER DELAY POLL [MOST]` | an NTP server: mean random and constant delay each way, poll exponent; the poll adapts up to MOST | is required |
/// | `interleaved` | exchanges with the server are interleaved | no |
/// | `thermometer INTERVAL NOISE RESOLUTION PER-DEGREE` | the wave comes of the temperature: a reading each so many seconds, normal noise and rounding in degrees; rate (a fraction) a degree | none |
/// | `lost SECOND` | the source is not heard from then on; the holdover is measured | never |
/// | `recovery-window SECONDS` | the error's rms is taken over so long to tell whether it has recovered | 60 |
/// | `chronyd STATISTIC FIGURE VALUE` | what chronyd reaches: `median`, `largest` or `rms` over many seeds | none |
/// | `limit STATISTIC FIGURE VALUE` | what this box must reach | none |
public final class ScenarioText {
    private static final int LONGEST = 10_000_000;

    private final String where;
    private final Set<String> seen = new HashSet<>();
    private final List<Mark> marks = new ArrayList<>();
    private String title = "";
    private int length;
    private double start = 0.1;
    private double rate = 100;
    private double wander;
    private double flicker;
    private double wave;
    private int wavePeriod = 1;
    private double rateStep;
    private int rateStepSecond;
    private double refclockJitter = Double.NaN;
    private double outliers;
    private double jitterFactor = 1;
    private int jitterSecond;
    private Feed.@Nullable Server server;
    private boolean interleaved;
    private @Nullable Thermometer thermometer;
    private int lost;
    private int recoveryWindow = 60;

    private ScenarioText(String where) {
        this.where = where;
    }

    /// @param name what the scenario is to be called
    /// @param where what its errors are to be headed with, such as the file's path
    public static Scenario read(String name, String where, String text) throws ScenarioException {
        ScenarioText reader = new ScenarioText(where);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!content.isEmpty()) {
                reader.line(new Words(where + ":" + number, content));
            }
        }
        return reader.scenario(name);
    }

    private void line(Words words) throws ScenarioException {
        String key = words.keyword();
        if (!key.equals("chronyd") && !key.equals("limit") && !seen.add(key)) {
            throw words.wrong("a second '" + key + "'; remove one");
        }
        switch (key) {
            case "title" -> title = words.rest();
            case "length" -> length = words.integer("SECONDS", 100, LONGEST);
            case "start" -> start = words.number("SECONDS", -1000, 1000);
            case "rate" -> rate = words.number("PPM", -1000, 1000);
            case "wander" -> wander = words.number("FRACTION", 0, 1e-5);
            case "flicker" -> flicker = words.number("FRACTION", 0, 1e-5);
            case "wave" -> {
                wave = words.number("FRACTION", 0, 1e-3);
                wavePeriod = words.integer("PERIOD", 2, LONGEST);
            }
            case "rate-step" -> {
                rateStep = words.number("FRACTION", -1e-3, 1e-3);
                rateStepSecond = words.integer("SECOND", 1, LONGEST);
            }
            case "thermometer" -> thermometer = new Thermometer(words.integer("INTERVAL", 1, LONGEST),
                    words.number("NOISE", 0, 100), words.number("RESOLUTION", 0, 100),
                    words.number("PER-DEGREE", 1e-15, 1e-3));
            case "lost" -> lost = words.integer("SECOND", 1, LONGEST);
            case "recovery-window" -> recoveryWindow = words.integer("SECONDS", 1, LONGEST);
            case "refclock", "outliers", "jitter-step", "server", "interleaved" -> source(key, words);
            case "chronyd" -> mark(Mark.Owner.CHRONYD, words);
            case "limit" -> mark(Mark.Owner.LIMIT, words);
            default ->
                throw words.wrong("unknown keyword '" + key + "'; expected one such as length, wander, refclock");
        }
        words.end();
    }

    private void source(String key, Words words) throws ScenarioException {
        switch (key) {
            case "refclock" -> refclockJitter = words.number("JITTER", 0, 1);
            case "outliers" -> outliers = words.number("PROBABILITY", 0, 1);
            case "jitter-step" -> {
                jitterFactor = words.number("FACTOR", 0, 1e6);
                jitterSecond = words.integer("SECOND", 1, LONGEST);
            }
            case "server" -> {
                double jitter = words.number("JITTER", 0, 0.004);
                double delay = words.number("DELAY", 0, 0.05);
                int poll = words.integer("POLL", 0, 17);
                server = new Feed.Server(jitter, delay, poll, words.hasMore() ? words.integer("MOST", poll, 17) : poll,
                        false);
            }
            default -> interleaved = true;
        }
    }

    private void mark(Mark.Owner owner, Words words) throws ScenarioException {
        String statistic = words.word("STATISTIC");
        String figure = words.word("FIGURE");
        marks.add(new Mark(owner,
                Statistic.of(statistic)
                        .orElseThrow(() -> words.wrong("'" + statistic + "'; expected median, largest or rms")),
                Figure.of(figure)
                        .orElseThrow(() -> words.wrong("no figure is called '" + figure + "'; see the keys of --json")),
                words.number("VALUE", 0, 1e9)));
    }

    private Scenario scenario(String name) throws ScenarioException {
        if (length == 0) {
            throw new ScenarioException(where + ": no length; add a line such as 'length 10000'");
        }
        for (String event : List.of("rate-step", "lost", "jitter-step")) {
            int second = switch (event) {
                case "lost" -> lost;
                case "rate-step" -> rateStepSecond;
                default -> jitterSecond;
            };
            if (seen.contains(event) && second >= length) {
                throw new ScenarioException(
                        where + ": " + event + " at second " + second + ", but the scenario has only " + length);
            }
        }
        requireWave();
        ClockNoise clock = new ClockNoise(start, rate, wander, flicker, wave, wavePeriod, rateStep, rateStepSecond);
        return new Scenario(name, title, length, clock, feed(), Optional.ofNullable(thermometer), lost, recoveryWindow,
                marks);
    }

    private void requireWave() throws ScenarioException {
        if (thermometer != null && wave == 0) {
            throw new ScenarioException(where + ": a thermometer, but nothing for it to show; add a 'wave'");
        }
    }

    private Feed feed() throws ScenarioException {
        Feed.Server network = server;
        if (Double.isNaN(refclockJitter) == (network == null)) {
            throw new ScenarioException(where + (network == null
                    ? ": no source; add a line such as 'refclock 1e-6' or 'server 1e-4 1e-4 6'"
                    : ": both a refclock and a server; a scenario has one source"));
        }
        if (network == null) {
            requireAbsent("interleaved", "server");
            return new Feed.Refclock(refclockJitter, outliers, jitterFactor, jitterSecond);
        }
        requireAbsent("outliers", "refclock");
        requireAbsent("jitter-step", "refclock");
        return new Feed.Server(network.jitterSeconds(), network.delaySeconds(), network.leastPoll(),
                network.mostPoll(), interleaved);
    }

    private void requireAbsent(String key, String source) throws ScenarioException {
        if (seen.contains(key)) {
            throw new ScenarioException(where + ": '" + key + "' belongs to a " + source + "; remove it");
        }
    }
}
