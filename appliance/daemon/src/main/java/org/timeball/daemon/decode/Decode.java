package org.timeball.daemon.decode;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.timeball.daemon.cli.DecodeOptions;
import org.timeball.daemon.cli.DecodeRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.gnss.gpsd.ReportWriter;
import org.timeball.gnss.receiver.FixReport;
import org.timeball.gnss.receiver.ReceiverTracker;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Runs a receiver's bytes through the tracker and prints each epoch's fix.
public final class Decode implements DecodeRunner {
    private static final int BUFFER_BYTES = 65_536;
    private static final long DAY_SECONDS = 86_400;
    /// Half of a GPS rollover period: what is nearest to the day of the capture is believed.
    private static final long HALF_PERIOD_SECONDS = 512 * 7 * DAY_SECONDS;
    /// 1980-01-06, in POSIX seconds: no receiver's date lies before it.
    private static final long GPS_EPOCH = 315_964_800;
    /// No label is asked for, so that it does not matter when a byte arrived.
    private static final SystemInstant WHENEVER = new SystemInstant(0);

    private final LocalDate today;

    /// @param today the day to take for that of the capture where none is given
    public Decode(LocalDate today) {
        this.today = today;
    }

    /// For a program that runs now and was built some time ago.
    public static Decode now(UtcInstant built) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate build = LocalDate.ofEpochDay(Math.floorDiv(built.epochSecond(), DAY_SECONDS));
        return new Decode(today.isBefore(build) ? build : today);
    }

    @Override
    public int run(DecodeOptions options, PrintWriter out, PrintWriter err) {
        String file = options.file();
        try (InputStream in = open(file)) {
            decode(in, options.date().orElse(today), out);
            return ExitStatus.OK;
        } catch (NoSuchFileException _) {
            err.println(file + ": there is no such file; name a file of a receiver's bytes, or - for standard input");
        } catch (AccessDeniedException _) {
            err.println(file + ": permission denied; run as a user who may read it");
        } catch (IOException | InvalidPathException e) {
            err.println(file + ": cannot be read: " + e.getMessage() + "; check the file and its medium");
        }
        return ExitStatus.FAILED;
    }

    private static InputStream open(String file) throws IOException {
        return file.equals("-") ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(Path.of(file));
    }

    /// Decodes to the end of a stream.
    ///
    /// @param captured the day of the capture
    static void decode(InputStream in, LocalDate captured, PrintWriter out) throws IOException {
        long floor = Math.max(GPS_EPOCH, captured.toEpochDay() * DAY_SECONDS - HALF_PERIOD_SECONDS);
        ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), UtcInstant.ofEpochSecond(floor));
        ReportWriter writer = new ReportWriter(Optional.empty());
        StringBuilder lines = new StringBuilder();
        tracker.listener(fix -> print(fix, writer, lines));
        CommentHeader header = new CommentHeader();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int skipped = header.length(buffer, count);
            tracker.accept(buffer, skipped, count - skipped, WHENEVER);
            flush(lines, out);
        }
        tracker.finish();
        flush(lines, out);
    }

    private static void print(FixReport fix, ReportWriter writer, StringBuilder lines) {
        lines.append(writer.tpv(fix)).append('\n');
        lines.append(writer.sky(fix)).append('\n');
        writer.gst(fix).ifPresent(gst -> lines.append(gst).append('\n'));
    }

    private static void flush(StringBuilder lines, PrintWriter out) {
        out.print(lines);
        out.flush();
        lines.setLength(0);
    }
}
