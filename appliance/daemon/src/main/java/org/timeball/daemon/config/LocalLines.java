package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ClockConfiguration.LocalReference;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.timekeeping.time.Span;

/// `local` lines.
final class LocalLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("local option", List.of(
            new Option<>("stratum STRATUM", "served; default 10", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.stratum = words.whole(what, "a stratum", 1, 15)),
            new Option<>("distance SECONDS", "root distance of the last source from which on it is used; default 1",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.distance = words.seconds(what, 0, 1e9)),
            new Option<>("activate SECONDS", "not before the root distance once was below this; default 0, at once",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.activate = words.seconds(what, 0, 1e9)),
            new Option<>("orphan", "of several such servers that with the smallest reference id leads",
                    Standing.IMPLEMENTED, (_, _, draft) -> draft.orphan = true),
            new Option<>("waitsynced SECONDS", "least time since the last clock update; default 0",
                    Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.waitSynced = words.seconds(what, 0, 1e9)),
            new Option<>("waitunsynced SECONDS", "least time without a source; default 0, with orphan 300",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.waitUnsynced = words.seconds(what, 0, 1e9))));

    static final Setting<@Nullable LocalReference> LOCAL = Setting.optional(
            new Entry("local [OPTION]...", "serve the clock as it is where no source is left", Standing.IMPLEMENTED),
            (words, _) -> read(words), LocalLines::text);

    private LocalLines() {
    }

    private static LocalReference read(Arguments words) throws BadLine {
        Draft draft = new Draft();
        OPTIONS.read(words, draft);
        return new LocalReference(draft.stratum, draft.distance, draft.activate, draft.orphan, draft.waitSynced,
                draft.waitUnsynced);
    }

    private static String text(LocalReference local) {
        return new LineText("").option("stratum", local.stratum(), null).option("distance", local.distance(), null)
                .option("activate", local.activate(), Span.ZERO).flag("orphan", local.orphan())
                .option("waitsynced", local.waitSynced(), Span.ZERO)
                .option("waitunsynced", local.waitUnsynced(), null).toString().strip();
    }

    /// The options while a line is read.
    static final class Draft {
        private int stratum = 10;
        private Span distance = Span.ofSeconds(1);
        private Span activate = Span.ZERO;
        private boolean orphan;
        private Span waitSynced = Span.ZERO;
        private @Nullable Span waitUnsynced;
    }
}
