package org.timeball.ntp.server;

/// How often one client is answered: a token bucket, with some answers let through when it is empty.
///
/// The meaning is that of chrony's `ratelimit`, `ntsratelimit` and `cmdratelimit`.
///
/// @param intervalLog2 log2 seconds of the mean interval that is granted, -19 (2 us) to 12 (4096 s)
/// @param burst requests that may come at once after a pause, 1 to 255
/// @param leakLog2 of the requests beyond, one in 2^leak is answered, 1 to 4: so that a client that somebody else's
///            packets in its name have used up still hears from us
/// @param kissLog2 of the requests beyond that meet with silence, one in 2^kiss is told RATE (RFC 5905 section 7.4);
///            1 to 4, or 0 for none
public record RateLimit(int intervalLog2, int burst, int leakLog2, int kissLog2) {
    /// `ratelimit` without options: 8 s, 8 at once.
    public static final RateLimit NTP = new RateLimit(3, 8, 2, 0);
    /// `ntsratelimit` without options: 64 s, 8 at once.
    public static final RateLimit NTS_KE = new RateLimit(6, 8, 2, 0);
    /// `cmdratelimit` without options: 1/16 s, 8 at once.
    public static final RateLimit COMMAND = new RateLimit(-4, 8, 2, 0);

    private static final int NARROWEST = -19;
    private static final int WIDEST = 12;

    public RateLimit {
        check("interval", intervalLog2, NARROWEST, WIDEST);
        check("burst", burst, 1, 255);
        check("leak", leakLog2, 1, 4);
        check("kod", kissLog2, 0, 4);
    }

    private static void check(String what, int is, int from, int to) {
        if (is < from || is > to) {
            throw new IllegalArgumentException(what + " is " + is + "; it must be " + from + " to " + to);
        }
    }

    /// Nanoseconds from one granted request to the next.
    public long intervalNanos() {
        return (long) Math.scalb(1e9, intervalLog2);
    }

    /// How far ahead of its pace a client may be, in nanoseconds.
    public long slackNanos() {
        return (burst - 1) * intervalNanos();
    }
}
