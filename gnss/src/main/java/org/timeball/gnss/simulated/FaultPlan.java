package org.timeball.gnss.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timeball.timekeeping.time.Span;

/// Which faults a simulated receiver shall have, and when.
///
/// @param entries in the order in which they were asked for; they may overlap
public record FaultPlan(List<Entry> entries) {
    /// A receiver that never fails.
    public static final FaultPlan NONE = new FaultPlan(List.of());
    /// Long enough after power-on that the box has locked; a person trying it need not wait long.
    private static final String DEFAULT_START = "20";
    /// Long enough to see the cause and the holdover, short enough to see the return within a minute.
    private static final String DEFAULT_DURATION = "15";
    private static final String NUMBER = "(\\d{1,7}(?:\\.\\d{1,9})?)";
    private static final Pattern ENTRY = Pattern.compile("([a-z-]+)(?:@" + NUMBER + "(?:\\+" + NUMBER + ")?)?");

    public FaultPlan {
        entries = List.copyOf(entries);
    }

    /// One fault.
    ///
    /// @param start after the receiver was first switched on
    /// @param duration how long it lasts
    public record Entry(Fault fault, Span start, Span duration) {
        public Entry {
            if (start.isNegative() || duration.compareTo(Span.ZERO) <= 0) {
                throw new IllegalArgumentException("fault " + fault.word() + " starts at " + start + " and lasts "
                        + duration + "; it must start at 0 or later and last some time");
            }
        }

        Span end() {
            return start.plus(duration);
        }
    }

    /// Reads `NAME[@START[+DURATION]]`, seconds after power-on, such as `no-fix@20+15`; without them a fault starts at
    /// 20 s and lasts 15 s.
    ///
    /// @throws IllegalArgumentException with the names that there are, if a text is not such
    public static FaultPlan parse(List<String> texts) {
        List<Entry> entries = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = ENTRY.matcher(text);
            if (!matcher.matches()) {
                throw refused(text);
            }
            Fault fault = Fault.named(matcher.group(1)).orElseThrow(() -> refused(text));
            Span start = seconds(matcher.group(2), DEFAULT_START);
            Span duration = seconds(matcher.group(3), DEFAULT_DURATION);
            if (duration.nanos() == 0) {
                throw refused(text);
            }
            entries.add(new Entry(fault, start, duration));
        }
        return new FaultPlan(entries);
    }

    private static Span seconds(String text, String otherwise) {
        return Span.ofSeconds(Double.parseDouble(text == null ? otherwise : text));
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("no fault '" + text
                + "': write NAME[@START[+DURATION]] in seconds after power-on, such as no-fix@20+15; names are "
                + Fault.words());
    }
}
