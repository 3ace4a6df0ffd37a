package org.timeball.daemon.config;

import java.util.function.Consumer;

/// Where a line stands and what it may ask.
///
/// @param place file, or `command line`
/// @param line line number, from 1
/// @param directive its first word, in lower case
/// @param access understands subnets
/// @param notices told of what is accepted without effect
record LineContext(String place, int line, String directive, AccessSyntax access,
        Consumer<ConfigurationNotice> notices) {
    /// @param what the word concerned, such as `server option 'copy'`
    void standing(String what, Standing standing) {
        notice(standing.notice(what));
    }

    /// Nothing is told for an empty text.
    void notice(String text) {
        if (!text.isEmpty()) {
            notices.accept(new ConfigurationNotice(place, line, text));
        }
    }
}
