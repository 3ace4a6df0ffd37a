package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.daemon.config.AccessRule;
import org.timeball.daemon.config.AccessSyntax;
import org.timeball.ntp.access.AccessList;

/// `allow` and `deny` lines for the NTP server.
public final class AccessRules {
    /// Says whether the NTP server's parser understands a line.
    public static final AccessSyntax SYNTAX = AccessRules::problemOf;

    private AccessRules() {
    }

    /// @param rules lines that [#SYNTAX] has found good
    public static AccessList of(List<AccessRule> rules) {
        List<org.timeball.ntp.access.AccessRule> parsed = new ArrayList<>();
        rules.forEach(rule -> parsed.addAll(parse(rule)));
        AccessList list = new AccessList();
        list.apply(parsed);
        return list;
    }

    private static Optional<String> problemOf(AccessRule rule) {
        try {
            parse(rule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<org.timeball.ntp.access.AccessRule> parse(AccessRule rule) {
        return org.timeball.ntp.access.AccessRule.parse(rule.text());
    }
}
