package org.timeball.ntp.client;

import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// The four timestamps of one round trip (RFC 5905 figure 15).
///
/// @param requestLeft our clock (T1)
/// @param requestCame the source's clock (T2), an NTP timestamp
/// @param responseLeft the source's clock (T3), an NTP timestamp
/// @param responseCame our clock (T4)
record RoundTrip(LocalStamp requestLeft, long requestCame, long responseLeft, LocalStamp responseCame) {
    /// A clock that reads 1970 or 1971 was never set: timestamps are then taken to be near this instead, 2060, so that
    /// they may mean any year from 1992 to 2128.
    private static final long PIVOT_OF_AN_UNSET_CLOCK = 2_840_140_800_000_000_000L;
    private static final long TWO_YEARS = 2 * 365 * 86_400_000_000_000L;

    /// Our clock's reading half-way between sending and receiving.
    SystemInstant middle() {
        long left = requestLeft.at().nanos();
        return new SystemInstant(left + (responseCame.at().nanos() - left) / 2);
    }

    /// Our clock minus the source's: RFC 5905's theta with the sign turned.
    Span offset() {
        long there = requestLeft.at().nanos() - unixNanos(requestCame);
        long back = responseCame.at().nanos() - unixNanos(responseLeft);
        return new Span(there + (back - there) / 2);
    }

    /// Time on the way, seconds, with the clock's slewing taken out; may come out negative where clocks or stamps are coarse.
    ///
    /// @param gain how much our clock gains on the source, s/s
    double delaySeconds(double gain) {
        return localSeconds() / (1 + responseCame.slewing()) * (1 - gain) - processingSeconds();
    }

    /// From sending to receiving on our clock, seconds. In interleaved symmetric mode it is negative.
    double localSeconds() {
        return responseCame.at().since(requestLeft.at()).seconds();
    }

    /// How far off our two readings may make the offset, seconds.
    double errorSeconds() {
        return Math.max(requestLeft.errorSeconds(), responseCame.errorSeconds());
    }

    /// From receiving to sending on the source's clock, seconds.
    double processingSeconds() {
        return (unixNanos(responseLeft) - unixNanos(requestCame)) * 1e-9;
    }

    private long unixNanos(long ntp) {
        long here = responseCame.at().nanos();
        return NtpTimestamp.toUnixNanos(ntp, Math.abs(here) < TWO_YEARS ? PIVOT_OF_AN_UNSET_CLOCK : here);
    }
}
