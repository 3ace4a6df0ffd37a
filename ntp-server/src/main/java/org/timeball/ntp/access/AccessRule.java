package org.timeball.ntp.access;

import java.util.List;

/// One `allow` or `deny` line.
///
/// @param allow whether it allows or denies
/// @param all whether it also takes the place of earlier rules for parts of its subnet
/// @param subnet whom it is about
public record AccessRule(boolean allow, boolean all, Subnet subnet) {
    /// Reads a line `allow [all] [SUBNET]` or `deny [all] [SUBNET]`. Without a subnet it is about every address, IPv4
    /// and IPv6, and so makes two rules.
    ///
    /// @throws IllegalArgumentException if it cannot be read; the message says what was expected
    public static List<AccessRule> parse(String line) {
        String[] words = line.strip().split("\\s+");
        boolean allow = words[0].equals("allow");
        boolean all = words.length > 1 && words[1].equals("all");
        int subnetAt = all ? 2 : 1;
        if (!allow && !words[0].equals("deny") || words.length > subnetAt + 1) {
            throw new IllegalArgumentException(
                    "not an access rule: '" + line + "'; expected allow or deny, perhaps 'all', perhaps one subnet");
        }
        if (words.length == subnetAt) {
            return List.of(new AccessRule(allow, all, Subnet.ALL_V4), new AccessRule(allow, all, Subnet.ALL_V6));
        }
        return List.of(new AccessRule(allow, all, Subnet.parse(words[subnetAt])));
    }
}
