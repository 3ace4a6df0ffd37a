package org.timeball.daemon.config;

/// One thing that is wrong with a configuration.
///
/// @param place file, or `command line`
/// @param line line number, from 1
/// @param what what is wrong, and what was expected
public record ConfigurationError(String place, int line, String what) {
    /// Characters that could upset a terminal become question marks.
    public ConfigurationError {
        what = Arguments.printable(what);
    }

    /// As it is printed, such as `/etc/timeball/timeball.conf:3: port is '-1'; expected ...`.
    @Override
    public String toString() {
        return place + ":" + line + ": " + what;
    }
}
