package org.timeball.daemon.candm;

/// What the servers have had to do since the start: `chronyc serverstats`.
///
/// @param ntpHits NTP requests received
/// @param nkeHits NTS-KE connections accepted
/// @param commandHits command and monitoring requests received
/// @param ntpDrops NTP requests not answered for their rate
/// @param nkeDrops NTS-KE connections refused for their rate
/// @param commandDrops command requests not answered for their rate
/// @param logDrops client records thrown away for want of memory
/// @param ntpAuthenticated NTP requests that were authenticated
/// @param ntpInterleaved NTP requests answered in interleaved mode
/// @param ntpTimestamps pairs of timestamps held for interleaved mode
/// @param ntpSpanSeconds span that these cover
/// @param receive who stamped the requests
/// @param transmit who stamped the answers
public record ServerStatsReport(long ntpHits, long nkeHits, long commandHits, long ntpDrops, long nkeDrops,
        long commandDrops, long logDrops, long ntpAuthenticated, long ntpInterleaved, long ntpTimestamps,
        long ntpSpanSeconds, Stamps receive, Stamps transmit) implements Report {
    /// Timestamps by who took them.
    ///
    /// @param daemon taken by the program
    /// @param kernel taken by the kernel
    /// @param hardware taken by the network card
    public record Stamps(long daemon, long kernel, long hardware) {
        public static final Stamps ZERO = new Stamps(0, 0, 0);
    }
}
