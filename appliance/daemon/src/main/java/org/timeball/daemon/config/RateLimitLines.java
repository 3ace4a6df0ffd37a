package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.OptionTable.Option;

/// `ratelimit`, `ntsratelimit` and `cmdratelimit` lines.
final class RateLimitLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("ratelimit option", options());
    private static final OptionTable<Draft> WITHOUT_KOD = new OptionTable<>("ratelimit option",
            options().subList(0, 3));

    private RateLimitLines() {
    }

    private static List<Option<Draft>> options() {
        List<Option<Draft>> options = new ArrayList<>();
        options.add(new Option<>("interval POLL", "log2 seconds between two answers in the long run;"
                + " default 3 (NTP), 6 (NTS), -4 (commands)", Standing.IMPLEMENTED,
                (words, what, draft) -> draft.interval = words.whole(what, "log2 seconds", RateLimit.MIN_INTERVAL,
                        RateLimit.MAX_INTERVAL)));
        options.add(new Option<>("burst ANSWERS", "answers that may come at once; default 8", Standing.IMPLEMENTED,
                (words, what, draft) -> draft.burst = words.whole(what, "a number of answers", 1,
                        RateLimit.MAX_BURST)));
        options.add(new Option<>("leak RATE", "of 2^RATE refused requests one is answered; default 2",
                Standing.IMPLEMENTED,
                (words, what, draft) -> draft.leak = words.whole(what, "a power of 2", 1, RateLimit.MAX_LEAK)));
        options.add(new Option<>("kod RATE", "of 2^RATE refused requests one is told RATE; default 0, none (NTP only)",
                Standing.IMPLEMENTED, (words, what, draft) -> draft.kissOfDeath = words.whole(what, "a power of 2", 0,
                        RateLimit.MAX_LEAK)));
        return List.copyOf(options);
    }

    /// @param usual the limits where no option tells another
    static Setting<@Nullable RateLimit> setting(Entry entry, RateLimit usual, boolean kissOfDeath) {
        OptionTable<Draft> table = kissOfDeath ? OPTIONS : WITHOUT_KOD;
        return Setting.optional(entry, (words, _) -> {
            Draft draft = new Draft(usual);
            table.read(words, draft);
            return new RateLimit(draft.interval, draft.burst, draft.leak, draft.kissOfDeath);
        }, limit -> new LineText("").option("interval", limit.interval(), null).option("burst", limit.burst(), null)
                .option("leak", limit.leak(), null).option("kod", limit.kissOfDeath(), kissOfDeath ? null : 0)
                .toString().strip());
    }

    /// The options while a line is read.
    static final class Draft {
        private int interval;
        private int burst;
        private int leak;
        private int kissOfDeath;

        private Draft(RateLimit usual) {
            interval = usual.interval();
            burst = usual.burst();
            leak = usual.leak();
            kissOfDeath = usual.kissOfDeath();
        }
    }
}
