package org.timeball.simulator.scenario;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// A run drawn as SVG: size of the error and the claimed bound over time, on a logarithmic scale.
///
/// Each column of the picture covers many seconds: of the error it shows the largest, of the bound the smallest, so that
/// a bound which ever failed is seen to cross the error.
public final class ErrorPlot {
    private static final int LEFT = 90;
    private static final int TOP = 40;
    private static final int WIDTH = 860;
    private static final int HEIGHT = 400;
    private static final int MOST_COLUMNS = 860;
    private static final int TIME_MARKS = 5;
    /// Nothing smaller can be read off a clock.
    private static final double LEAST_SECONDS = 1e-10;

    private final Result result;
    private final History history;
    private final int columns;
    private final int highest;
    private final int lowest;

    private ErrorPlot(Result result) {
        this.result = result;
        history = result.history();
        columns = Math.min(MOST_COLUMNS, history.lengthSeconds());
        double most = LEAST_SECONDS * 10;
        double least = 1;
        for (int i = 0; i < columns; i++) {
            double error = errorIn(i);
            double bound = boundIn(i);
            most = Math.max(most, Double.isNaN(bound) ? error : Math.max(error, bound));
            least = Math.min(least, Double.isNaN(bound) ? error : Math.min(error, bound));
        }
        highest = (int) Math.ceil(Math.log10(most));
        lowest = Math.min(highest - 1, (int) Math.floor(Math.log10(Math.max(least, LEAST_SECONDS))));
    }

    /// @param result of the run
    /// @return the whole SVG file
    public static String of(Result result) {
        return new ErrorPlot(result).drawn();
    }

    private String drawn() {
        StringBuilder svg = new StringBuilder();
        svg.append(text("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="24" font-size="15">%s, seed %d: |clock - true time| and claimed bound</text>
                """, LEFT + WIDTH + 30, TOP + HEIGHT + 50, LEFT, escaped(result.scenario()), result.seed()));
        axes(svg);
        svg.append(line(this::boundIn, "#d08000", "claimed bound"));
        svg.append(line(this::errorIn, "#2050a0", "error"));
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int decade = lowest; decade <= highest; decade++) {
            double y = y(Math.pow(10, decade));
            svg.append(text("""
                    <line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#dddddd"/>
                    <text x="%d" y="%.1f" text-anchor="end">1e%d s</text>
                    """, LEFT, y, LEFT + WIDTH, y, LEFT - 8, y + 4, decade));
        }
        for (int i = 0; i <= TIME_MARKS; i++) {
            svg.append(text("""
                    <text x="%d" y="%d" text-anchor="middle">%d s</text>
                    """, LEFT + i * WIDTH / TIME_MARKS, TOP + HEIGHT + 20,
                    (long) history.lengthSeconds() * i / TIME_MARKS));
        }
    }

    private String line(IntToDoubleFunction value, String colour, String name) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < columns; i++) {
            double v = value.applyAsDouble(i);
            if (Double.isNaN(v)) {
                drawing = false;
                continue;
            }
            path.append(text("%s%.1f %.1f", drawing ? "L" : "M", LEFT + (i + 0.5) * WIDTH / columns, y(v)));
            drawing = true;
        }
        return text("""
                <path d="%s" fill="none" stroke="%s"><title>%s</title></path>
                """, path, colour, name);
    }

    private double errorIn(int column) {
        double largest = 0;
        for (int second = first(column); second < first(column + 1); second++) {
            largest = Math.max(largest, Math.abs(history.errorAt(second)));
        }
        return largest;
    }

    private double boundIn(int column) {
        double smallest = Double.NaN;
        for (int second = first(column); second < first(column + 1); second++) {
            double bound = history.boundAt(second);
            smallest = Double.isNaN(smallest) ? bound : Math.min(smallest, Double.isNaN(bound) ? smallest : bound);
        }
        return smallest;
    }

    private int first(int column) {
        return (int) ((long) column * history.lengthSeconds() / columns);
    }

    private double y(double seconds) {
        double share = (highest - Math.log10(Math.max(seconds, LEAST_SECONDS))) / (highest - lowest);
        return TOP + Math.clamp(share, 0, 1) * HEIGHT;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// Numbers as SVG wants them, whatever the machine's language.
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
