package org.timeball.daemon.config;

import java.util.function.Consumer;

/// Where a line stands and what it may ask.
///
/// @param place file, or `command line`
/// @param line line number, from 1
/// @param directive its first word, in lower case
/// @param standing what the daemon does about the directive
/// @param access understands subnets
/// @param notices told of what is accepted without effect
record LineContext(String place, int line, String directive, Standing standing, AccessSyntax access,
        Consumer<ConfigurationNotice> notices) {
    /// Tells of an option that has no effect, unless the whole directive has none.
    ///
    /// @param what the option, such as `server option 'copy'`
    void option(String what, Standing optionStanding) {
        if (standing instanceof Standing.Implemented) {
            notice(optionStanding.notice(what));
        }
    }

    /// Nothing is told for an empty text.
    void notice(String text) {
        if (!text.isEmpty()) {
            notices.accept(new ConfigurationNotice(place, line, text));
        }
    }
}
