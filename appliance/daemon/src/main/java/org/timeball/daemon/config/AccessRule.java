package org.timeball.daemon.config;

/// One `allow` or `deny` line, kept as text: what a subnet may look like is the NTP server's business.
///
/// @param text the whole line in lower case, single spaces between the words, such as `allow all 10.0.0.0/8`
public record AccessRule(String text) {
}
