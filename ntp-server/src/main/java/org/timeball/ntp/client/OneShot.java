package org.timeball.ntp.client;

import java.util.Locale;

/// What a run that sets the clock once (`-q`) or only measures it (`-Q`) says in the end.
///
/// @param text for the journal
/// @param exitStatus 0 if the clock's error was found
/// @param step whether the clock is to be stepped by what is left of its error
public record OneShot(String text, int exitStatus, boolean step) {
    /// @param sets whether the clock may be set
    public static OneShot of(FirstFix.Outcome outcome, boolean sets) {
        return switch (outcome) {
            case FirstFix.Outcome.Fixed(var offset) -> new OneShot(String.format(Locale.ROOT,
                    "System clock wrong by %.6f seconds (%s)", -offset.seconds(), sets ? "step" : "ignored"), 0, sets);
            case FirstFix.Outcome.NoSource() ->
                new OneShot("No suitable source for synchronisation; check the sources with chronyc", 1, false);
            case FirstFix.Outcome.TimedOut() -> new OneShot("Timeout reached", 1, false);
        };
    }
}
