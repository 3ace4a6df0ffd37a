package org.timeball.daemon.config;

/// What the operator tells the selection about one source; all false by default.
///
/// @param noselect never select it, only watch it
/// @param prefer select it before sources that are not preferred
/// @param trust believe it against a majority of sources that are not trusted
/// @param require select nothing unless this source, or another required one, is good
public record SelectOptions(boolean noselect, boolean prefer, boolean trust, boolean require) {
    public static final SelectOptions NONE = new SelectOptions(false, false, false, false);
}
