package org.timeball.daemon.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options that may follow a directive, each a word that may take words of its own.
///
/// @param <D> what the options are noted in while a line is read
final class OptionTable<D> {
    private final String kind;
    private final List<Option<D>> options;
    private final Map<String, Option<D>> byName = new LinkedHashMap<>();

    /// @param kind for messages, such as `refclock option`
    OptionTable(String kind, List<Option<D>> options) {
        this.kind = kind;
        this.options = options;
        for (Option<D> option : options) {
            byName.put(option.entry().name(), option);
        }
    }

    /// Reads the rest of a line.
    void read(Arguments arguments, D draft) throws BadLine {
        while (!arguments.isEmpty()) {
            String name = arguments.option();
            @Nullable
            Option<D> option = byName.get(name);
            if (option == null) {
                throw Vocabulary.unknown(kind, name, byName.keySet());
            }
            String what = kind + " '" + name + "'";
            option.taking().take(arguments, what, draft);
            arguments.context().option(what, option.entry().standing());
        }
    }

    String kind() {
        return kind;
    }

    List<Entry> entries() {
        return options.stream().map(Option::entry).toList();
    }

    /// One option.
    record Option<D>(Entry entry, Taking<D> taking) {
        Option(String syntax, String meaning, Standing standing, Taking<D> taking) {
            this(new Entry(syntax, meaning, standing), taking);
        }
    }

    /// Takes the words of one option.
    @FunctionalInterface
    interface Taking<D> {
        /// @param what the option, for messages
        void take(Arguments arguments, String what, D draft) throws BadLine;
    }
}
