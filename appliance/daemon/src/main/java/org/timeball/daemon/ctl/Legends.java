package org.timeball.daemon.ctl;

/// What the columns of the tables mean.
final class Legends {
    static final String SOURCES = """

            M        kind:   ^ server, = peer, # reference clock
            S        state:  * followed, + combined with it, - good but not combined, x contradicts the majority,
                             ~ too unsteady, ? cannot be used
            Poll     interval of polls, log2 of seconds
            Reach    the last eight polls in octal; 377: all were answered
            LastRx   seconds since the last sample (m minutes, h hours, d days, y years)
            Last sample  our clock minus the source: adjusted[measured] +/- bound of the error

            """;
    static final String STATS = """

            NP       samples in use
            NR       runs of residuals with the same sign
            Span     time between the oldest and the newest sample
            Frequency, Freq Skew  rate at which our clock gains on the source, and its error, in ppm
            Offset   estimate of our clock minus the source
            Std Dev  standard deviation of a sample

            """;
    static final String SELECT = """

            S        state:  * followed, + combined, N noselect, M too few samples, s not synchronised, r bad stratum,
                             d distance too large, ~ too unsteady, w needs statistics, S stale, O orphan, T not trusted,
                             x contradicts the majority, W waits for other sources, P not preferred, U waits for an
                             update, D farther than the followed one, L outlier
            Auth     whether its packets are authenticated
            COpts, EOpts  options configured and in force: N noselect, P prefer, T trust, R require
            Last     seconds since the last sample
            Score    against the followed source
            Interval where our clock minus the source must lie
            Leap     N none, + second inserted, - second deleted, ? not synchronised

            """;
    static final String AUTH = """

            Mode     - none, SK symmetric key, NTS Network Time Security
            KeyID, Type, KLen  number of the key, of its algorithm, and its length in bits
            Last     time since the last key establishment; Atmp: attempts since then
            NAK      whether the server refused a cookie; Cook, CLen: cookies in store and their length in bytes

            """;
    static final String CLIENTS = """

            NTP, Drop  requests received, and not answered for their rate
            Int, IntL  interval of requests and of those after one without an answer, log2 of seconds
            Last       time since the last request; the columns after it: the same for the other service

            """;
    static final String MANUAL = "";

    private Legends() {
    }
}
