package org.timeball.simulator.scenario;

import java.util.List;
import java.util.Optional;

/// One clock, one source, and what happens to them. [ScenarioText] says how it is written.
///
/// @param name of the built-in one, or of its file
/// @param title one line for a list
/// @param lengthSeconds how long it lasts
/// @param clock what is wrong with the clock
/// @param feed what it is disciplined by
/// @param thermometer beside the oscillator; empty for none
/// @param lostSecond second from which nothing is heard from the source; 0 for never
/// @param recoverySeconds after a rate step the error counts as recovered when its rms over so many seconds is at most
///            twice that before the step
/// @param marks what others reach, and what we must
public record Scenario(String name, String title, int lengthSeconds, ClockNoise clock, Feed feed,
        Optional<Thermometer> thermometer, int lostSecond, int recoverySeconds, List<Mark> marks) {
    public Scenario {
        marks = List.copyOf(marks);
    }

    /// The first second that the statistics count: a quarter is left for the start.
    int settledSecond() {
        return lengthSeconds / 4;
    }

    /// The same for another length.
    Scenario lasting(int seconds) {
        return new Scenario(name, title, seconds, clock, feed, thermometer, lostSecond, recoverySeconds, marks);
    }

    /// The same without a thermometer.
    Scenario unfelt() {
        return new Scenario(name, title, lengthSeconds, clock, feed, Optional.empty(), lostSecond, recoverySeconds,
                marks);
    }
}
