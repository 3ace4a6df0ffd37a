package org.timeball.daemon.config;

import java.util.Optional;

/// Says whether an access rule can be understood. The NTP server's own parser stands behind it.
@FunctionalInterface
public interface AccessSyntax {
    /// @return what is wrong and what was expected, without place and line; empty if the rule is good
    Optional<String> problemOf(AccessRule rule);
}
