package org.timeball.timekeeping.selection;

/// What follows for the selection from some servers being authenticated and others not. Servers that are configured
/// never to be selected count as neither.
public enum AuthPolicy {
    /// Only authenticated servers may be selected.
    REQUIRE,
    /// Where one server is authenticated, the others may not be selected.
    PREFER,
    /// Where there are both, authenticated servers and refclocks are trusted and one of them is required. The default.
    MIX,
    /// Nothing.
    IGNORE
}
