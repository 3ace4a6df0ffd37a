package org.timeball.daemon.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.ReplayOptions;
import org.timeball.daemon.cli.ReplayRunner;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;

/// Runs the core over a log of observations and holds each decision against the one that was made then.
public final class Replay implements ReplayRunner {
    private static final int BUFFER_BYTES = 65_536;

    @Override
    public int run(ReplayOptions options, PrintWriter out, PrintWriter err) {
        String log = options.log();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(log)), BUFFER_BYTES)) {
            ReplayReport report = of(log, in);
            out.print(options.json() ? ReplayJson.line(report) : ReplayText.of(report));
            out.flush();
            return report.problem().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
        } catch (LogException e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException _) {
            err.println(log + ": there is no such file; name a log that 'observationlog' wrote");
        } catch (AccessDeniedException _) {
            err.println(log + ": permission denied; run as a user who may read it");
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            err.println(log + ": cannot be read: " + e.getMessage() + "; check the file and its medium");
        }
        return ExitStatus.FAILED;
    }

    /// Replays to the end of the log, or to the first line that decides otherwise or cannot be read.
    ///
    /// @param log its name
    /// @throws LogException if its header cannot be read
    static ReplayReport of(String log, InputStream in) throws LogException {
        LogLines lines = new LogLines(log, in);
        LogHeader header = HeaderText.read(lines);
        ReplayTally tally = new ReplayTally(header);
        long began = System.nanoTime();
        Optional<String> problem = Optional.empty();
        try {
            follow(lines, header, tally);
        } catch (LogException e) {
            problem = Optional.of(e.getMessage());
        }
        return tally.report(log, problem, lines.cut(), (System.nanoTime() - began) * 1e-9);
    }

    private static void follow(LogLines lines, LogHeader header, ReplayTally tally) throws LogException {
        State state = State.start(header.settings(), header.at(), header.rate());
        for (@Nullable
        String line = lines.next(); line != null; line = lines.next()) {
            LoggedStep logged = ObservationLog.step(lines.place(), lines.number(), line);
            Step step = step(state, logged, lines);
            int digest = DecisionDigest.of(step);
            if (digest != logged.digest()) {
                throw new LogException(lines.place(), lines.number(),
                        "the core decides otherwise: the digest is %08x; expected %08x%s".formatted(digest,
                                logged.digest(), otherMachine(header)));
            }
            tally.add(logged.observation(), step.snapshot());
            state = step.next();
        }
    }

    /// No log that a daemon wrote makes the core throw, since it would have thrown then; one made by hand can.
    private static Step step(State state, LoggedStep logged, LogLines lines) throws LogException {
        try {
            return Core.step(state, logged.observation());
        } catch (RuntimeException e) {
            throw new LogException(lines.place(), lines.number(),
                    "the core cannot take this in (" + e + "); expected an observation of a running box");
        }
    }

    private static String otherMachine(LogHeader header) {
        String here = LogHeader.thisMachine();
        return header.machine().equals(here)
                ? ""
                : " (written on %s, replayed on %s: replay it where it was written)".formatted(header.machine(), here);
    }
}
