package org.timeball.daemon.metrics;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;

/// Text in Prometheus' exposition format 0.0.4: per metric a line of help, one of its type, then its samples together.
final class Exposition {
    private final Map<String, StringBuilder> families = new TreeMap<>();
    private final Set<String> typed = new HashSet<>();

    /// Adds a sample of a metric that goes up and down.
    ///
    /// @param labels name, value, name, value
    Exposition gauge(String name, String help, double value, String... labels) {
        return sample(name, "gauge", help, value, labels);
    }

    /// Adds a sample of a metric that only grows.
    Exposition counter(String name, String help, double value, String... labels) {
        return sample(name, "counter", help, value, labels);
    }

    private Exposition sample(String name, String type, String help, double value, String... labels) {
        StringBuilder text = families.computeIfAbsent(name, _ -> new StringBuilder());
        if (typed.add(name)) {
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
        return this;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.12g", value).replaceFirst("0+$", "").replaceFirst("\\.$", ".0");
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        families.values().forEach(all::append);
        return all.toString();
    }
}
