package org.timeball.daemon.cli;

import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/// What `timeball daemon -v` says: the version, and in parentheses, with chronyd's words, what this build can do (`+`)
/// and cannot (`-`). Scripts read them to choose what they test.
final class Features implements IVersionProvider {
    /// Monitoring and commands (chronyc's protocol).
    private static final String COMMANDS = "+CMDMON";
    /// Serving NTP.
    private static final String NTP = "+NTP";
    private static final String REFCLOCKS = "+REFCLOCK";
    private static final String REAL_TIME_CLOCK = "+RTC";
    /// Running as another user.
    private static final String PRIVILEGES = "+PRIVDROP";
    /// System call filter.
    private static final String SECCOMP = "-SCFILTER";
    /// Samba's signatures.
    private static final String SIGNATURES = "-SIGND";
    /// Looking up names without waiting.
    private static final String NAMES = "+ASYNCDNS";
    private static final String NTS = "+NTS";
    /// Keys of other hash functions than MD5.
    private static final String HASHES = "+SECHASH";
    private static final String IPV6 = "+IPV6";
    /// Messages for developers.
    private static final String DEBUG = "+DEBUG";

    @Override
    public String[] getVersion() throws IOException {
        String flags = String.join(" ", COMMANDS, NTP, REFCLOCKS, REAL_TIME_CLOCK, PRIVILEGES, SECCOMP, SIGNATURES,
                NAMES, NTS, HASHES, IPV6, DEBUG);
        return new String[]{Version.text() + " (" + flags + ")"};
    }
}
