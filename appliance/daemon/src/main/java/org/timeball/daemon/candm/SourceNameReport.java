package org.timeball.daemon.candm;

import java.nio.charset.StandardCharsets;

/// The name that an NTP source was given in the configuration: `chronyc sourcename`.
///
/// @param name a host name or an address, at most 255 bytes
public record SourceNameReport(String name) implements Report {
    public SourceNameReport {
        if (name.getBytes(StandardCharsets.UTF_8).length > NewSource.LONGEST_NAME) {
            throw new IllegalArgumentException("a source's name has more than " + NewSource.LONGEST_NAME + " bytes");
        }
    }
}
