package org.timeball.daemon.config;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// One line of configuration as it is put together: only what differs from the default is written.
final class LineText {
    private final StringBuilder text;

    /// @param start what the line begins with
    LineText(String start) {
        text = new StringBuilder(start);
    }

    /// Writes an option and its value unless the value is the default, or null.
    LineText option(String name, @Nullable Object value, @Nullable Object standard) {
        if (value != null && !Objects.equals(value, standard)) {
            text.append(' ').append(name).append(' ').append(switch (value) {
                case Span span -> Notation.seconds(span);
                case Double number -> Notation.number(number);
                case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
                default -> value.toString();
            });
        }
        return this;
    }

    LineText flag(String name, boolean written) {
        if (written) {
            text.append(' ').append(name);
        }
        return this;
    }

    LineText select(SelectOptions select) {
        return flag("noselect", select.noselect()).flag("prefer", select.prefer()).flag("trust", select.trust())
                .flag("require", select.require());
    }

    LineText history(SampleHistory history) {
        return option("minsamples", history.minSamples(), null).option("maxsamples", history.maxSamples(), null)
                .option("maxunreach", history.maxUnreach(), SampleHistory.DEFAULT_MAX_UNREACH);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
