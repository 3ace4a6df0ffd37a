package org.timeball.ntp.access;

import java.util.List;

/// One `allow` or `deny` line.
///
/// @param allow whether it allows or denies
/// @param all whether it also takes the place of earlier rules for parts of its subnet
/// @param subnet whom it is about
public record AccessRule(boolean allow, boolean all, Subnet subnet) {
    /// Reads what follows `allow` or `deny`: `[all] [SUBNET]`. Without a subnet it is about every address, IPv4 and
    /// IPv6, and so makes two rules.
    ///
    /// @throws IllegalArgumentException if it cannot be read; the message says what was expected
    public static List<AccessRule> parse(boolean allow, String arguments) {
        String text = arguments.strip();
        boolean all = text.equals("all") || text.startsWith("all ") || text.startsWith("all\t");
        String subnet = all ? text.substring(3).strip() : text;
        if (subnet.isEmpty()) {
            return List.of(new AccessRule(allow, all, Subnet.ALL_V4), new AccessRule(allow, all, Subnet.ALL_V6));
        }
        return List.of(new AccessRule(allow, all, Subnet.parse(subnet)));
    }
}
