package org.timeball.timekeeping.observation;

/// What the operator tells the selection about one source; all false by default.
///
/// @param noselect watched, never selected
/// @param prefer chosen over others that tell the truth too
/// @param trust believed without a vote; what contradicts it is false
/// @param require nobody is believed unless a source with this option is among the truechimers
public record SelectionOptions(boolean noselect, boolean prefer, boolean trust, boolean require) {
    public static final SelectionOptions NONE = new SelectionOptions(false, false, false, false);
}
