package org.timeball.daemon.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timeball.timekeeping.time.Span;

/// A fault that a demo is to have: `NAME[@START[+DURATION]]`.
///
/// @param name one of [DemoCatalogue]'s faults
/// @param start after the start of the demo, 0 to a day; default [#DEFAULT_START], when the box has long been locked
/// @param duration above 0 to a day; default [#DEFAULT_DURATION], long enough to watch
public record FaultRequest(String name, Span start, Span duration) {
    public static final Span DEFAULT_START = Span.ofSeconds(20);
    public static final Span DEFAULT_DURATION = Span.ofSeconds(15);
    static final String EXPECTED = "NAME[@START[+DURATION]], times in seconds, such as no-fix@30+10";
    private static final double DAY_SECONDS = 86_400;
    private static final Pattern FORM = Pattern
            .compile("([A-Za-z0-9-]+)(?:@(\\d{1,9}(?:\\.\\d{1,9})?)(?:\\+(\\d{1,9}(?:\\.\\d{1,9})?))?)?");

    /// Empty if the text has another form or a time lies out of range.
    static Optional<FaultRequest> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Span start = form.group(2) == null ? DEFAULT_START : Span.ofSeconds(Double.parseDouble(form.group(2)));
        Span duration = form.group(3) == null ? DEFAULT_DURATION : Span.ofSeconds(Double.parseDouble(form.group(3)));
        boolean inRange = start.seconds() <= DAY_SECONDS && duration.seconds() <= DAY_SECONDS && duration.nanos() > 0;
        return inRange ? Optional.of(new FaultRequest(form.group(1), start, duration)) : Optional.empty();
    }
}
