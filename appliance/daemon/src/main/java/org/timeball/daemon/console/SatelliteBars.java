package org.timeball.daemon.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.timeball.daemon.console.Row.Ink;
import org.timeball.daemon.status.ReceiverReading.Satellite;

/// The satellites with a bar each for C/N0, those in use first, the strongest first.
final class SatelliteBars {
    private static final int PER_LINE = 4;
    private static final int LINES = 4;
    private static final int COLUMNS = Row.COLUMNS / PER_LINE;
    private static final int BAR_COLUMNS = 10;
    /// Below this C/N0 no receiver can use a signal; above the other none is ever heard.
    private static final double WEAKEST_DB_HZ = 15;
    private static final double STRONGEST_DB_HZ = 55;

    private SatelliteBars() {
    }

    static List<String> of(List<Satellite> satellites, TerminalTraits traits) {
        List<Satellite> best = satellites.stream()
                .sorted(Comparator.comparing(Satellite::used).reversed()
                        .thenComparing(satellite -> -signal(satellite)).thenComparing(Satellite::name))
                .limit((long) PER_LINE * LINES).toList();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < best.size(); from += PER_LINE) {
            Row row = new Row(traits.colours());
            for (int i = from; i < Math.min(from + PER_LINE, best.size()); i++) {
                add(row.to((i - from) * COLUMNS).add(" "), best.get(i), Glyphs.of(traits));
            }
            lines.add(row.toString());
        }
        return lines;
    }

    private static void add(Row row, Satellite satellite, Glyphs glyphs) {
        String strength = Double.isFinite(satellite.signalDbHz())
                ? String.format(Locale.ROOT, "%2.0f", satellite.signalDbHz())
                : "--";
        double fraction = (signal(satellite) - WEAKEST_DB_HZ) / (STRONGEST_DB_HZ - WEAKEST_DB_HZ);
        row.add(satellite.name() + " " + strength + " ").add(glyphs.bar(fraction, BAR_COLUMNS, satellite.used()),
                satellite.used() ? Ink.GREEN : Ink.DIM);
    }

    private static double signal(Satellite satellite) {
        return Double.isFinite(satellite.signalDbHz()) ? satellite.signalDbHz() : 0;
    }
}
