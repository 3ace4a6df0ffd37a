package org.timeball.daemon.page;

import org.timeball.timekeeping.time.SystemInstant;

/// One line of the journal.
///
/// @param at what the clock said
/// @param warning whether somebody should look at it
public record Happening(SystemInstant at, boolean warning, String text) {
}
