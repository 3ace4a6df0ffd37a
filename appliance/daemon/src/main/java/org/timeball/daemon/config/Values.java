package org.timeball.daemon.config;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value of each directive, as far as the text has been read.
final class Values {
    private final Map<Setting<?>, Given> given = new IdentityHashMap<>();

    /// The value, or that without the directive.
    @SuppressWarnings("unchecked")
    <T extends @Nullable Object> T get(Setting<T> setting) {
        Given here = given.get(setting);
        return here == null ? setting.initial() : (T) here.value();
    }

    /// The line that gave the value last; null if there is none.
    @Nullable
    LineContext line(Setting<?> setting) {
        Given here = given.get(setting);
        return here == null ? null : here.line();
    }

    /// Reads one line of a directive.
    <T extends @Nullable Object> void read(Setting<T> setting, Arguments arguments) throws BadLine {
        T value = setting.reading().read(arguments, get(setting));
        arguments.end();
        given.put(setting, new Given(value, arguments.context()));
    }

    /// The lines that read back as the value.
    <T extends @Nullable Object> List<String> lines(Setting<T> setting) {
        return setting.writing().lines(get(setting));
    }

    private record Given(@Nullable Object value, LineContext line) {
    }
}
