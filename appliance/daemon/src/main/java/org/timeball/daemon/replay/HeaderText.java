package org.timeball.daemon.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.SourceSettings;
import org.timeball.timekeeping.core.SourceSettings.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Kind;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The text form of a [LogHeader]: one line, two for the clock, and one a source. Each field stands behind its name; the lines are
/// checked like those of the observations.
final class HeaderText {
    /// The first word of every log.
    private static final String MAGIC = "timeball-observations";
    /// A reader knows this version only; whoever changes the format counts it up.
    private static final String VERSION = "2";
    private static final int MOST_SOURCES = 1000;
    private static final String NONE = "none";

    private HeaderText() {
    }

    /// The lines, without their ends.
    static List<String> lines(LogHeader header) {
        CoreSettings settings = header.settings();
        List<String> lines = new ArrayList<>();
        lines.add(ObservationLog.checked(ObservationLog.words(MAGIC, VERSION, "machine", header.machine(), "start",
                header.at().nanos(), "rate", hex(header.rate().fraction()), "resolution",
                settings.clockResolution().nanos(), "sources", settings.sources().size())));
        lines.add(ObservationLog.checked(ClockSettingsText.text(settings.steering())));
        lines.add(ObservationLog.checked(ClockSettingsText.text(settings.clock())));
        settings.sources().forEach(source -> lines.add(ObservationLog.checked(text(source))));
        return lines;
    }

    private static String text(SourceSettings settings) {
        return switch (settings) {
            case SourceSettings(SourceId id, String name, Kind kind, Optional<SourceId> lock, OptionalDouble label, double offset, double delay, double precision, SelectionOptions(boolean noselect, boolean prefer, boolean trust, boolean require)) ->
                ObservationLog.words("source", id.number(), name, kind.name(), "lock",
                        lock.map(other -> Integer.toString(other.number())).orElse(NONE), "labeldelay",
                        label.isPresent() ? hex(label.getAsDouble()) : NONE, "offset", hex(offset), "delay", hex(delay),
                        "precision", hex(precision), "noselect", noselect, "prefer", prefer, "trust", trust, "require",
                        require);
        };
    }

    /// Reads what [#lines] wrote, off the front of a log.
    static LogHeader read(LogLines lines) throws LogException {
        String first = line(lines);
        Fields words = new Fields(lines.place(), lines.number(), first);
        words.name(MAGIC);
        String version = words.word("version", VERSION);
        if (!version.equals(VERSION)) {
            throw words.wrong("version of the log", version, VERSION);
        }
        Fields fields = ObservationLog.fields(lines.place(), lines.number(), first);
        fields.name(MAGIC);
        fields.name(VERSION);
        String machine = named(fields, "machine").word("machine", "one word");
        SystemInstant at = named(fields, "start").instant("start");
        Frequency rate = ObservationLog.frequency(named(fields, "rate"));
        Span resolution = named(fields, "resolution").span("resolution");
        long count = named(fields, "sources").whole("number of sources", 0, MOST_SOURCES);
        fields.end();
        try {
            SteeringSettings steering = steering(lines);
            ClockSettings clock = clock(lines);
            List<SourceSettings> sources = new ArrayList<>();
            while (sources.size() < count) {
                sources.add(source(lines));
            }
            return new LogHeader(new CoreSettings(sources, steering, clock, resolution), at, rate, machine);
        } catch (IllegalArgumentException e) {
            throw cannotBe(fields, e);
        }
    }

    private static LogException cannotBe(Fields fields, IllegalArgumentException e) {
        return fields.bad("these settings cannot be: " + e.getMessage() + "; expected those of a running core");
    }

    private static SteeringSettings steering(LogLines lines) throws LogException {
        Fields fields = ObservationLog.fields(lines.place(), lines.number() + 1, line(lines));
        try {
            SteeringSettings steering = ClockSettingsText.steering(fields);
            fields.end();
            return steering;
        } catch (IllegalArgumentException e) {
            throw cannotBe(fields, e);
        }
    }

    private static ClockSettings clock(LogLines lines) throws LogException {
        Fields fields = ObservationLog.fields(lines.place(), lines.number() + 1, line(lines));
        try {
            ClockSettings clock = ClockSettingsText.clock(fields);
            fields.end();
            return clock;
        } catch (IllegalArgumentException e) {
            throw cannotBe(fields, e);
        }
    }

    private static SourceSettings source(LogLines lines) throws LogException {
        Fields fields = ObservationLog.fields(lines.place(), lines.number() + 1, line(lines));
        SourceId id = named(fields, "source").source("source");
        String name = fields.word("refid", "1 to 4 printable characters");
        Kind kind = fields.oneOf("kind", Kind.values());
        Optional<SourceId> lock = named(fields, "lock").skip(NONE)
                ? Optional.empty()
                : Optional.of(fields.source("lock"));
        OptionalDouble label = named(fields, "labeldelay").skip(NONE)
                ? OptionalDouble.empty()
                : OptionalDouble.of(fields.real("labeldelay"));
        double offset = named(fields, "offset").real("offset");
        double delay = named(fields, "delay").real("delay");
        double precision = named(fields, "precision").real("precision");
        boolean noselect = named(fields, "noselect").truth("noselect");
        boolean prefer = named(fields, "prefer").truth("prefer");
        boolean trust = named(fields, "trust").truth("trust");
        boolean require = named(fields, "require").truth("require");
        fields.end();
        try {
            return new SourceSettings(id, name, kind, lock, label, offset, delay, precision,
                    new SelectionOptions(noselect, prefer, trust, require));
        } catch (IllegalArgumentException e) {
            throw fields.bad("this source cannot be: " + e.getMessage() + "; expected one of a running core");
        }
    }

    private static String line(LogLines lines) throws LogException {
        String line = lines.next();
        if (line == null) {
            throw new LogException(lines.place(), lines.number() + 1,
                    "the log ends before its header does; expected '" + MAGIC + " " + VERSION
                            + " ...' and a line a source");
        }
        return line;
    }

    private static Fields named(Fields fields, String name) throws LogException {
        fields.name(name);
        return fields;
    }

    private static String hex(double value) {
        return Double.toHexString(value);
    }
}
