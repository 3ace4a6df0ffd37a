package org.timeball.daemon.config;

/// Something that a good configuration says in vain.
///
/// @param place file, or `command line`
/// @param line line number, from 1
/// @param what the word concerned and why it has no effect
public record ConfigurationNotice(String place, int line, String what) {
    /// Characters that could upset a terminal become question marks.
    public ConfigurationNotice {
        what = Arguments.printable(what);
    }

    /// As it is printed, such as `/etc/timeball/timeball.conf:3: directive 'linux_hz' is obsolete and ignored: ...`.
    @Override
    public String toString() {
        return place + ":" + line + ": " + what;
    }
}
