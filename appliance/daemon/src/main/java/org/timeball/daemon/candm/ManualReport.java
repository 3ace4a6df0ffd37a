package org.timeball.daemon.candm;

import java.util.List;

/// The times that were set by hand: `chronyc manual list`.
///
/// @param samples oldest first, at most [#LARGEST]
public record ManualReport(List<ManualSampleReport> samples) implements Report {
    /// How many fit in a reply.
    public static final int LARGEST = 16;

    public ManualReport {
        samples = List.copyOf(samples);
        if (samples.size() > LARGEST) {
            throw new IllegalArgumentException(samples.size() + " manual samples; at most " + LARGEST + " fit");
        }
    }
}
