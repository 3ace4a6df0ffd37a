package org.timeball.daemon.config;

/// What the table of directives says about one directive or option.
///
/// @param syntax its name and what follows it, such as `port PORT`
/// @param meaning in a few words, with the unit of what follows it
/// @param standing what the daemon does about it
record Entry(String syntax, String meaning, Standing standing) {
    String name() {
        return syntax.split(" ", 2)[0];
    }
}
