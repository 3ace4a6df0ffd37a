package org.timeball.daemon.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.timeball.daemon.console.Row.Ink;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.Quantity;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.daemon.status.ReceiverReading.Satellite;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.SourceReport;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Kind;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.UtcInstant;

/// The picture of the box: at most 23 lines of 80 columns, so that the cursor has the last line of the screen.
final class Picture {
    static final int LINES = 23;
    private static final int LABEL_COLUMNS = 11;
    private static final int TEXT_COLUMNS = Row.COLUMNS - LABEL_COLUMNS;
    private static final int SATELLITES_PER_LINE = 4;
    private static final int SATELLITE_LINES = 4;
    private static final int SATELLITE_COLUMNS = Row.COLUMNS / SATELLITES_PER_LINE;
    private static final int BAR_COLUMNS = 10;
    /// Below this C/N0 no receiver can use a signal; above the other none is ever heard.
    private static final double WEAKEST_DB_HZ = 15;
    private static final double STRONGEST_DB_HZ = 55;

    private final StatusReport report;
    private final BoxReading reading;
    private final TimingSnapshot timing;
    private final TerminalTraits traits;
    private final Glyphs glyphs;
    private final List<String> lines = new ArrayList<>();

    private Picture(StatusReport report, TerminalTraits traits) {
        this.report = report;
        this.reading = report.reading();
        this.timing = reading.timing();
        this.traits = traits;
        this.glyphs = Glyphs.of(traits);
    }

    /// @param history offsets of the last seconds, oldest first
    static List<String> of(StatusReport report, List<Double> history, TerminalTraits traits) {
        Picture picture = new Picture(report, traits);
        picture.head();
        picture.receiver();
        picture.clock(history);
        picture.server();
        picture.sources();
        return List.copyOf(picture.lines);
    }

    private Row row() {
        return new Row(traits.colours());
    }

    private Row labelled(String label) {
        return row().add(label, Ink.DIM).to(LABEL_COLUMNS);
    }

    private void line(Row row) {
        lines.add(row.toString());
    }

    private void head() {
        String utc = UtcInstant.ofEpochSecond(Math.floorDiv(reading.now().nanos(), 1_000_000_000L)).toString()
                .replace('T', ' ').replace("Z", " UTC");
        boolean believed = report.stratum() < TimingSnapshot.UNSYNCHRONISED_STRATUM;
        line(row().add("Timeball", Ink.BOLD).to(LABEL_COLUMNS).add(utc, believed ? Ink.BOLD : Ink.PLAIN)
                .add(believed ? "" : " (not to be believed)", Ink.YELLOW)
                .endingAt(Row.COLUMNS, "up " + Quantity.age(reading.uptimeSeconds())));
        line(labelled("").add(report.headline(), ink(report.state())));
        List<String> why = wrapped(report.words().sentence());
        for (int i = 0; i < why.size(); i++) {
            line(labelled(i == 0 ? "Why" : "").add(why.get(i)));
        }
        if (!report.words().action().isEmpty()) {
            line(labelled("Next").add(report.words().action()));
        }
        if (!reading.fault().isEmpty()) {
            line(labelled("Fault").add(reading.fault(), Ink.YELLOW));
        }
        lines.add("");
    }

    private static Ink ink(StatusReport.State state) {
        return switch (state) {
            case ACQUIRING -> Ink.CYAN;
            case LOCKED -> Ink.GREEN;
            case HOLDOVER -> Ink.YELLOW;
            case NOT_TRUSTED -> Ink.RED;
        };
    }

    /// At most two lines; what does not fit into them is cut.
    private static List<String> wrapped(String sentence) {
        if (sentence.length() <= TEXT_COLUMNS) {
            return sentence.isEmpty() ? List.of() : List.of(sentence);
        }
        int space = sentence.lastIndexOf(' ', TEXT_COLUMNS);
        int end = space > 0 ? space : TEXT_COLUMNS;
        return List.of(sentence.substring(0, end), sentence.substring(end).strip());
    }

    private void receiver() {
        ReceiverReading receiver = reading.receiver();
        if (receiver == null) {
            line(labelled("Receiver").add("nothing heard yet"));
            return;
        }
        boolean fixed = receiver.fix() != ReceiverReading.Fix.NONE;
        line(labelled("Receiver").add(fixed ? receiver.fix().text() + " fix" : "no fix", fixed ? Ink.GREEN : Ink.YELLOW)
                .add(", %d of %d satellites used%s, %s".formatted(receiver.used(), receiver.inView(),
                        position(receiver), receiver.device())));
        List<Satellite> best = receiver.satellites().stream()
                .sorted(Comparator.comparing(Satellite::used).reversed()
                        .thenComparing(satellite -> -orNothing(satellite.signalDbHz())).thenComparing(Satellite::name))
                .limit((long) SATELLITES_PER_LINE * SATELLITE_LINES).toList();
        for (int from = 0; from < best.size(); from += SATELLITES_PER_LINE) {
            Row row = row();
            for (int i = from; i < Math.min(from + SATELLITES_PER_LINE, best.size()); i++) {
                satellite(row.to((i - from) * SATELLITE_COLUMNS).add(" "), best.get(i));
            }
            line(row);
        }
    }

    private void satellite(Row row, Satellite satellite) {
        double signal = satellite.signalDbHz();
        String strength = Double.isFinite(signal) ? String.format(Locale.ROOT, "%2.0f", signal) : "--";
        double fraction = (orNothing(signal) - WEAKEST_DB_HZ) / (STRONGEST_DB_HZ - WEAKEST_DB_HZ);
        row.add(satellite.name() + " " + strength + " ").add(glyphs.bar(fraction, BAR_COLUMNS, satellite.used()),
                satellite.used() ? Ink.GREEN : Ink.DIM);
    }

    private static double orNothing(double signalDbHz) {
        return Double.isFinite(signalDbHz) ? signalDbHz : 0;
    }

    private static String position(ReceiverReading receiver) {
        if (!receiver.hasPosition()) {
            return "";
        }
        return String.format(Locale.ROOT, ", %.4f %s %.4f %s", Math.abs(receiver.latitudeDegrees()),
                receiver.latitudeDegrees() < 0 ? "S" : "N", Math.abs(receiver.longitudeDegrees()),
                receiver.longitudeDegrees() < 0 ? "W" : "E");
    }

    private void clock(List<Double> history) {
        report.sources().stream().filter(source -> source.source().kind() == Kind.PULSE).findFirst()
                .ifPresent(this::pulse);
        double limit = history.stream().mapToDouble(Math::abs).max().orElse(0);
        Row offset = labelled("Offset").add(Quantity.offset(timing.offsetSeconds()));
        if (!history.isEmpty()) {
            offset.to(23).add(glyphs.history(history, limit), Ink.CYAN).to(23 + OffsetHistory.SECONDS + 1)
                    .add("+-" + Quantity.size(limit));
        }
        line(offset);
        line(labelled("Frequency").add(String.format(Locale.ROOT, "%+.3f ppm +-%.3f, corrected by %+.3f ppm",
                timing.frequencyPpm(), timing.skewPpm(), timing.correctionPpm())));
        line(labelled("Stratum").add("%d, root delay %s, root dispersion %s, leap second %s".formatted(report.stratum(),
                Quantity.size(timing.rootDelay().seconds()), dispersion(), leap())));
        if (Double.isFinite(reading.trueErrorSeconds())) {
            line(labelled("True error").add(Quantity.offset(reading.trueErrorSeconds()))
                    .add(" (known because the receiver is simulated)", Ink.DIM));
        }
    }

    private String dispersion() {
        return Double.isFinite(report.boundSeconds())
                ? Quantity.bound(timing.rootDispersionAt(Math.max(reading.now().nanos(), timing.at().nanos())))
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

    private void pulse(SourceReport pulse) {
        SourceSnapshot source = pulse.source();
        line(labelled("Pulse")
                .add(pulse.pulseLock(), pulse.isSelected() ? Ink.GREEN : Ink.YELLOW)
                .add(Double.isFinite(source.jitterSeconds())
                        ? ", jitter " + Quantity.size(source.jitterSeconds())
                        : ""));
    }

    private void server() {
        ServerReading server = reading.server();
        line(labelled("NTP").add(server == null
                ? "nobody is served"
                : "port %d, %d requests, %d answered, %d dropped, %d client%s".formatted(server.port(),
                        server.requests(), server.answered(), server.dropped(), server.clients(),
                        server.clients() == 1 ? "" : "s")));
        lines.add("");
    }

    private void sources() {
        line(row().add("   Source Kind    Samples    Last     Offset       +-  Verdict", Ink.DIM));
        int room = LINES - lines.size();
        List<SourceReport> sources = report.sources();
        int shown = sources.size() <= room ? sources.size() : room - 1;
        sources.subList(0, shown).forEach(this::source);
        if (shown < sources.size()) {
            line(row().add("   and %d more".formatted(sources.size() - shown)));
        }
    }

    private void source(SourceReport source) {
        SourceSnapshot s = source.source();
        Ink ink = switch (s.verdict()) {
            case SELECTED, COMBINED -> Ink.GREEN;
            case UNSELECTED -> Ink.PLAIN;
            case UNUSABLE -> Ink.YELLOW;
            case FALSETICKER -> Ink.RED;
        };
        String why = source.why().brief();
        boolean becauseOnly = !source.isSelected() && !why.isEmpty();
        line(row().add(" " + s.verdict().symbol() + " ", ink).add(s.name(), ink).to(10).add(source.kind())
                .endingAt(25, Long.toString(s.samples())).endingAt(33, orDash(s.sinceLastSeconds(), Quantity::age))
                .endingAt(44, orDash(s.lastOffsetSeconds(), Quantity::offset))
                .endingAt(53, orDash(s.sigmaSeconds(), Quantity::size)).to(55)
                .add(becauseOnly ? why : source.verdictAndWhy(), ink));
    }

    private static String orDash(double value, DoubleFunction<String> text) {
        return Double.isFinite(value) ? text.apply(value) : "-";
    }
}
