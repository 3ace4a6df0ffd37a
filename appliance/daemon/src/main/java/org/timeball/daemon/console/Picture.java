package org.timeball.daemon.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.timeball.daemon.console.Row.Ink;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.Quantity;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.SourceReport;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.UtcInstant;

/// The picture of the box: at most 23 lines of 80 columns, so that the cursor has the last line of the screen.
///
/// Where the lines do not suffice, the weakest satellites give way first, then the last sources.
final class Picture {
    static final int LINES = 23;
    private static final int LABEL_COLUMNS = 11;
    private static final int TEXT_COLUMNS = Row.COLUMNS - LABEL_COLUMNS;
    private static final int HISTORY_COLUMN = 23;

    private final StatusReport report;
    private final BoxReading reading;
    private final TimingSnapshot timing;
    private final TerminalTraits traits;

    private Picture(StatusReport report, TerminalTraits traits) {
        this.report = report;
        this.reading = report.reading();
        this.timing = reading.timing();
        this.traits = traits;
    }

    /// @param history offsets of the last seconds, oldest first
    static List<String> of(StatusReport report, List<Double> history, TerminalTraits traits) {
        Picture picture = new Picture(report, traits);
        List<String> above = new ArrayList<>(picture.head());
        above.add(picture.receiver());
        List<String> below = new ArrayList<>(picture.clock(history));
        below.addAll(picture.server());
        int room = LINES - above.size() - below.size();
        List<String> sources = picture.sources(room - 1);
        List<String> satellites = picture.satellites();
        List<String> lines = new ArrayList<>(above);
        lines.addAll(satellites.subList(0, Math.min(satellites.size(), room - sources.size())));
        lines.addAll(below);
        lines.addAll(sources);
        return lines;
    }

    private List<String> satellites() {
        ReceiverReading receiver = reading.receiver();
        return receiver == null ? List.of() : SatelliteBars.of(receiver.satellites(), traits);
    }

    private Row row() {
        return new Row(traits.colours());
    }

    private Row labelled(String label) {
        return row().add(label, Ink.DIM).to(LABEL_COLUMNS);
    }

    private List<String> head() {
        String utc = UtcInstant.ofEpochSecond(reading.now().epochSecond()).toString()
                .replace('T', ' ').replace("Z", " UTC");
        boolean believed = report.stratum() < TimingSnapshot.UNSYNCHRONISED_STRATUM;
        List<String> lines = new ArrayList<>();
        lines.add(row().add("Timeball", Ink.BOLD).to(LABEL_COLUMNS).add(utc, believed ? Ink.BOLD : Ink.PLAIN)
                .add(believed ? "" : " (not to be believed)", Ink.YELLOW)
                .endingAt(Row.COLUMNS, "up " + Quantity.age(reading.uptimeSeconds())).toString());
        Row headline = labelled("").add(report.headline(), ink(report.state()));
        boolean saysHowLong = report.state() == StatusReport.State.HOLDOVER;
        lines.add((saysHowLong
                ? headline
                : headline.endingAt(Row.COLUMNS, "for " + Quantity.age(report.stateSeconds()))).toString());
        lines.addAll(wrapped("Why", report.words().sentence(), Ink.PLAIN));
        lines.addAll(wrapped("Next", report.words().action(), Ink.PLAIN));
        lines.addAll(wrapped("Fault", reading.fault(), Ink.YELLOW));
        lines.add("");
        return lines;
    }

    private static Ink ink(StatusReport.State state) {
        return switch (state) {
            case ACQUIRING -> Ink.CYAN;
            case LOCKED -> Ink.GREEN;
            case HOLDOVER -> Ink.YELLOW;
            case NOT_TRUSTED -> Ink.RED;
        };
    }

    /// No line for an empty text, else at most two; what does not fit into them is cut.
    private List<String> wrapped(String label, String text, Ink ink) {
        if (text.length() <= TEXT_COLUMNS) {
            return text.isEmpty() ? List.of() : List.of(labelled(label).add(text, ink).toString());
        }
        int space = text.lastIndexOf(' ', TEXT_COLUMNS);
        int end = space > 0 ? space : TEXT_COLUMNS;
        return List.of(labelled(label).add(text.substring(0, end), ink).toString(),
                labelled("").add(text.substring(end).strip(), ink).toString());
    }

    private String receiver() {
        ReceiverReading receiver = reading.receiver();
        if (receiver == null) {
            return labelled("Receiver").add("nothing heard yet").toString();
        }
        boolean fixed = receiver.fix() != ReceiverReading.Fix.NONE;
        String fix = fixed ? receiver.fix().text() + " fix" : "no fix";
        String rest = ", %d of %d satellites used%s, ".formatted(receiver.used(), receiver.inView(),
                position(receiver));
        int room = TEXT_COLUMNS - fix.length() - rest.length();
        return labelled("Receiver").add(fix, fixed ? Ink.GREEN : Ink.YELLOW).add(rest)
                .add(device(receiver.device(), room)).toString();
    }

    /// A path longer than `room` shows its end, which tells devices apart.
    private static String device(String path, int room) {
        return path.length() <= room ? path : "..." + path.substring(path.length() - Math.max(0, room - 3));
    }

    private static String position(ReceiverReading receiver) {
        if (!receiver.hasPosition()) {
            return "";
        }
        return String.format(Locale.ROOT, ", %.4f %s %.4f %s", Math.abs(receiver.latitudeDegrees()),
                receiver.latitudeDegrees() < 0 ? "S" : "N", Math.abs(receiver.longitudeDegrees()),
                receiver.longitudeDegrees() < 0 ? "W" : "E");
    }

    private List<String> clock(List<Double> history) {
        List<String> lines = new ArrayList<>();
        report.sources().stream().filter(source -> source.source().kind() == Kind.PULSE).findFirst()
                .ifPresent(pulse -> lines.add(pulse(pulse)));
        lines.add(offset(history));
        lines.add(labelled("Frequency").add(String.format(Locale.ROOT, "%+.3f ppm +-%.3f, corrected by %+.3f ppm",
                timing.frequencyPpm(), timing.skewPpm(), timing.correctionPpm())).toString());
        lines.add(labelled("Stratum").add("%d, root delay %s, root dispersion %s, leap second %s".formatted(
                report.stratum(), Quantity.size(timing.rootDelay().seconds()), dispersion(), leap())).toString());
        if (Double.isFinite(reading.trueErrorSeconds())) {
            lines.add(labelled("True error").add(Quantity.offset(reading.trueErrorSeconds()))
                    .add(" (known because the receiver is simulated)", Ink.DIM).toString());
        }
        return lines;
    }

    private String offset(List<Double> history) {
        Row offset = labelled("Offset").add(Quantity.offset(timing.offsetSeconds()));
        if (!history.isEmpty()) {
            double limit = history.stream().mapToDouble(Math::abs).max().orElse(0);
            offset.to(HISTORY_COLUMN).add(Glyphs.of(traits).history(history, limit), Ink.CYAN)
                    .to(HISTORY_COLUMN + OffsetHistory.SECONDS + 1).add("+-" + Quantity.size(limit));
        }
        return offset.toString();
    }

    private String dispersion() {
        return Double.isFinite(report.boundSeconds())
                ? Quantity.bound(timing.rootDispersionAt(reading.now().nanos()))
                : "unknown";
    }

    private String leap() {
        return switch (timing.leap()) {
            case NONE -> "none";
            case INSERT -> "to come";
            case DELETE -> "to be left out";
            case UNSYNCHRONISED -> "unknown";
        };
    }

    private String pulse(SourceReport pulse) {
        double jitter = pulse.source().jitterSeconds();
        return labelled("Pulse").add(pulse.pulseLock(), pulse.isSelected() ? Ink.GREEN : Ink.YELLOW)
                .add(Double.isFinite(jitter) ? ", jitter " + Quantity.size(jitter) : "").toString();
    }

    private List<String> server() {
        ServerReading server = reading.server();
        List<String> lines = new ArrayList<>();
        lines.add(labelled("NTP").add(server == null
                ? "nobody is served"
                : "port %d, %d requests, %d answered, %d dropped, %d client%s%s".formatted(server.port(),
                        server.requests(), server.answered(), server.dropped(), server.clients(),
                        server.clients() == 1 ? "" : "s",
                        server.fastPath().equals("off") ? "" : ", in the kernel on " + server.fastPath()))
                .toString());
        if (Double.isFinite(reading.firstStratumOneSeconds())) {
            lines.add(labelled("Served").add(String.format(Locale.ROOT, "first answer at stratum 1 after %.1f s",
                    reading.firstStratumOneSeconds())).toString());
        }
        lines.add("");
        return lines;
    }

    /// @param room lines that there are, heading included
    private List<String> sources(int room) {
        List<String> lines = new ArrayList<>();
        lines.add(row().add("   Source Kind    Samples    Last     Offset       +-  Verdict", Ink.DIM).toString());
        List<SourceReport> sources = report.sources();
        int shown = sources.size() < room ? sources.size() : room - 2;
        sources.subList(0, shown).forEach(source -> lines.add(source(source)));
        if (shown < sources.size()) {
            lines.add(row().add("   and %d more".formatted(sources.size() - shown)).toString());
        }
        return lines;
    }

    private String source(SourceReport source) {
        SourceSnapshot s = source.source();
        Ink ink = switch (s.verdict()) {
            case SELECTED, COMBINED -> Ink.GREEN;
            case UNSELECTED -> Ink.PLAIN;
            case UNUSABLE, JITTERY -> Ink.YELLOW;
            case FALSETICKER -> Ink.RED;
        };
        String why = source.why().brief();
        boolean becauseOnly = !source.isSelected() && !why.isEmpty();
        return row().add(" " + s.verdict().symbol() + " ", ink).add(s.name(), ink).to(10).add(source.kind())
                .endingAt(25, Long.toString(s.samples())).endingAt(33, orDash(s.sinceLastSeconds(), Quantity::age))
                .endingAt(44, orDash(s.lastOffsetSeconds(), Quantity::offset))
                .endingAt(53, orDash(s.sigmaSeconds(), Quantity::size)).to(55)
                .add(becauseOnly ? why : source.verdictAndWhy(), ink).toString();
    }

    private static String orDash(double value, DoubleFunction<String> text) {
        return Double.isFinite(value) ? text.apply(value) : "-";
    }
}
