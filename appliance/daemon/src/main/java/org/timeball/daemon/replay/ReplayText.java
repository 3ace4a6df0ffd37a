package org.timeball.daemon.replay;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timeball.daemon.replay.ReplayReport.ClockStep;
import org.timeball.daemon.replay.ReplayReport.LockChange;
import org.timeball.daemon.status.CauseWords;
import org.timeball.daemon.status.Quantity;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// The result of a replay as lines for people.
final class ReplayText {
    private static final String INDENT = " ".repeat(13);

    private ReplayText() {
    }

    static String of(ReplayReport report) {
        TimingSnapshot end = report.end();
        double bound = end.rootDelay().seconds() / 2 + end.rootDispersionSeconds();
        String kinds = report.kinds().entrySet().stream().map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder();
        line(text, "Log", "%s, written on %s".formatted(report.log(), report.machine()));
        line(text, "Time", "%s from %s".formatted(Quantity.age(report.duration().seconds()), time(report.start())));
        line(text, "Observations", report.steps() + (kinds.isEmpty() ? "" : ": " + kinds));
        lines(text, "Clock steps", report.clockSteps().stream().map(ReplayText::step));
        lines(text, "Lock", report.locks().stream().map(ReplayText::change));
        if (report.moreEvents() > 0) {
            text.append(INDENT).append("and ").append(report.moreEvents()).append(" more steps and changes\n");
        }
        line(text, "At the end", "%s, offset %s, good to %s".formatted(word(end.lock()),
                Quantity.offset(end.offsetSeconds()), Quantity.bound(bound)));
        line(text, "Speed", String.format(Locale.ROOT, "%.1f us an observation", report.microsecondsPerStep()));
        if (report.cut()) {
            line(text, "Note", "the last line is cut off and was left out, as after a power cut");
        }
        line(text, "Decisions", report.problem()
                .orElse(report.steps() == 0 ? "none" : "all " + report.steps() + " are the same"));
        return text.toString();
    }

    private static String step(ClockStep step) {
        return time(step.at()) + " by " + Quantity.offset(step.by().seconds())
                + (step.byUs() ? "" : ", by something else on the machine");
    }

    private static String change(LockChange change) {
        String sentence = CauseWords.of(change.reason()).sentence();
        return time(change.at()) + " " + word(change.lock()) + (sentence.isEmpty() ? "" : ": " + sentence);
    }

    static String word(TimingSnapshot.Lock lock) {
        return lock.name().toLowerCase(Locale.ROOT);
    }

    /// A reading of the clock as UTC, exact.
    static String time(SystemInstant at) {
        return new UtcInstant(Math.floorDiv(at.nanos(), 1_000_000_000L),
                (int) Math.floorMod(at.nanos(), 1_000_000_000L)).toString();
    }

    private static void lines(StringBuilder text, String name, Stream<String> entries) {
        List<String> all = entries.toList();
        line(text, name, all.isEmpty() ? "none" : String.join("\n" + INDENT, all));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(" ".repeat(INDENT.length() - name.length())).append(value).append('\n');
    }
}
