package org.timeball.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.ReplayOptions;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.demo.VirtualBox;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A box in virtual time, some 13,000 observations long: it loses its pulse and its device on the way.
///
/// `-Dreplay.seconds=26000` makes it more than 100,000.
class ReplayTest {
    private static final long SEED = 20261202;
    /// A box with one receiver makes some 4 observations a second.
    private static final double SECONDS = Integer.getInteger("replay.seconds", 3000);
    private static final List<String> LINES = new ArrayList<>();
    private static TimingSnapshot end;

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void aBoxWritesItsLog() throws Exception {
        VirtualBox box = new VirtualBox(SEED, List.of("no-pulse@60+40", "unplug@300+20"), Span.ofSeconds(64),
                new Lines());
        box.runSeconds(SECONDS);
        end = box.snapshot();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static ReplayReport replay(String text) throws LogException {
        return Replay.of("box.log", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private int timeball(Path log, boolean json) {
        return new Replay().run(new ReplayOptions(log.toString(), json), new PrintWriter(out),
                new PrintWriter(err, true));
    }

    @Test
    void everyDecisionOfABoxIsReproducedBitForBit() throws Exception {
        String text = text(LINES);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        ReplayReport report = replay(text);
        double microseconds = (threads.getCurrentThreadCpuTime() - began) * 1e-3 / report.steps();
        assertThat(report.problem()).as("seed %d", SEED).isEmpty();
        assertThat(report.cut()).isFalse();
        assertThat(report.steps()).isEqualTo(LINES.size() - 1L).isGreaterThan((long) (4 * SECONDS));
        assertThat(report.end()).isEqualTo(end);
        assertThat(report.duration().seconds()).isBetween(SECONDS - 1.5, SECONDS + 0.5);
        assertThat(report.clockSteps()).isNotEmpty().first().satisfies(step -> {
            // The box began 7 s behind.
            assertThat(step.by().seconds()).isBetween(6.9, 7.1);
            assertThat(step.byUs()).isTrue();
        });
        assertThat(report.locks()).extracting(ReplayReport.LockChange::lock).startsWith(Lock.ACQUIRING, Lock.LOCKED,
                Lock.HOLDOVER, Lock.LOCKED, Lock.HOLDOVER, Lock.LOCKED);
        assertThat(report.locks().get(2).reason().cause()).isEqualTo(Cause.NO_PULSE);
        assertThat(report.kinds().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(report.steps());
        // Of processor time, most of it spent before the code is compiled; warm it is a tenth of that.
        assertThat(microseconds).as("microseconds an observation; %d took %.1f each by the clock", report.steps(),
                report.microsecondsPerStep()).isLessThan(1_000);
    }

    @Test
    void theResultIsToldToPeopleAndToPrograms() throws Exception {
        Path log = Files.writeString(folder.resolve("box.log"), text(LINES.subList(0, 1000)));
        assertThat(timeball(log, false)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("Observations 999: ", " pulse", " label",
                "Clock steps  2026-12-01T00:00:00",
                " by +7 s\n", " locked\n", " holdover: No pulse has come for ", "At the end   locked, offset ",
                "good to ", "Decisions    all 999 are the same\n");
        out.getBuffer().setLength(0);
        assertThat(timeball(log, true)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).startsWith("{\"log\":\"" + log + "\",").endsWith("}\n").hasLineCount(1)
                .contains("\"same\":true,\"problem\":null,\"cut\":false", "\"observations\":999,",
                        "\"cause\":\"NO_PULSE\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aDigitThatWasChangedIsFoundAtItsLine() throws Exception {
        List<String> lines = new ArrayList<>(LINES.subList(0, 1000));
        char digit = lines.get(499).charAt(20);
        lines.set(499, lines.get(499).substring(0, 20) + (digit == '3' ? '4' : '3') + lines.get(499).substring(21));
        Path log = Files.writeString(folder.resolve("box.log"), text(lines));
        assertThat(timeball(log, false)).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString()).contains("Observations 498: ",
                "Decisions    " + log + ":500: the line was changed or damaged");
    }

    @Test
    void aDecisionThatTheCoreWouldNotTakeIsFoundAtItsLine() throws Exception {
        List<String> lines = new ArrayList<>(LINES.subList(0, 1000));
        LoggedStep step = ObservationLog.step("box.log", 500, lines.get(499));
        lines.set(499, ObservationLog.line(new LoggedStep(step.observation(), step.digest() ^ 1)));
        assertThat(replay(text(lines)).problem().orElseThrow()).matches(
                "box\\.log:500: the core decides otherwise: the digest is [0-9a-f]{8}; expected [0-9a-f]{8}");
        // One nanosecond in an observation, with a good check: the core decides on it, and differently.
        lines.set(499, LINES.get(499));
        int pulse = 400;
        while (!lines.get(pulse).startsWith("pulse ")) {
            pulse++;
        }
        LoggedStep logged = ObservationLog.step("box.log", pulse + 1, lines.get(pulse));
        Observation.PulseEdge edge = (Observation.PulseEdge) logged.observation();
        lines.set(pulse, ObservationLog.line(new LoggedStep(
                new Observation.PulseEdge(edge.source(), edge.at().plus(Span.ofNanos(1))), logged.digest())));
        assertThat(replay(text(lines)).problem().orElseThrow()).startsWith(
                "box.log:" + (pulse + 1) + ": the core decides otherwise");
    }

    @Test
    void anotherSettingOrAnotherMachineIsToldApart() throws Exception {
        String first = LINES.getFirst().substring(0, LINES.getFirst().lastIndexOf(' '));
        List<String> lines = new ArrayList<>(LINES.subList(0, 1000));
        lines.set(0, ObservationLog.checked(first.replace("machine \"", "machine \"z80/")
                .replaceAll("stepThresholdSeconds \\S+", "stepThresholdSeconds 0x1.0p8")));
        assertThat(replay(text(lines)).problem().orElseThrow()).contains("the core decides otherwise",
                "(written on z80/", "replay it where it was written)");
    }

    @Test
    void aLogIsCutWherePowerFailed() throws Exception {
        String whole = text(LINES.subList(0, 1000));
        for (int cut : new int[]{1, 2, 10, 18, LINES.get(999).length()}) {
            ReplayReport report = replay(whole.substring(0, whole.length() - cut));
            assertThat(report.problem()).as("%d characters short", cut).isEmpty();
            assertThat(report.cut()).isTrue();
            assertThat(report.steps()).isEqualTo(998);
        }
        assertThat(ReplayText.of(replay(whole + "\0\0\0"))).contains("Note         the last line is cut off",
                "all 999 are the same");
    }

    @Test
    void whatCannotBeFedToTheCoreIsToldAndNothingIsThrown() throws Exception {
        SystemInstant at = ObservationLog.step("box.log", 10, LINES.get(9)).observation().at();
        List<String> lines = new ArrayList<>(LINES.subList(0, 10));
        // A step by three centuries leaves the range of a reading.
        lines.add(ObservationLog.line(new LoggedStep(
                new Observation.ClockChanged(at, Frequency.ZERO, new Span(Long.MAX_VALUE), false), 0)));
        assertThat(replay(text(lines)).problem().orElseThrow())
                .startsWith("box.log:11: the core cannot take this in (");
    }

    @Test
    void aLogThatCannotBeReadIsNamed() throws Exception {
        Path missing = folder.resolve("none");
        assertThat(timeball(missing, false)).isEqualTo(ExitStatus.FAILED);
        assertThat(timeball(folder, false)).isEqualTo(ExitStatus.FAILED);
        assertThat(timeball(Files.createFile(folder.resolve("empty")), false)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith(missing + ": there is no such file; "),
                line -> assertThat(line).startsWith(folder + ": cannot be read: "),
                line -> assertThat(line).contains("empty:1: the log ends before its header does"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theWriterOnItsOwnThreadWritesTheSame() throws Exception {
        Path log = folder.resolve("box.log");
        try (LogWriter writer = LogWriter.to(log.toString())) {
            new VirtualBox(SEED, List.of("no-pulse@60+40", "unplug@300+20"), Span.ofSeconds(64), writer)
                    .runSeconds(120);
        }
        List<String> written = Files.readAllLines(log);
        assertThat(written.size()).isGreaterThan(400);
        assertThat(written).isEqualTo(LINES.subList(0, written.size()));
    }

    /// Keeps the lines of a log at once.
    private static final class Lines implements StepRecorder {
        @Override
        public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
            LINES.add(HeaderText.line(LogHeader.here(settings, at, rate)));
        }

        @Override
        public void stepped(Observation observation, Step step) {
            LINES.add(ObservationLog.line(new LoggedStep(observation, DecisionDigest.of(step))));
        }
    }
}
