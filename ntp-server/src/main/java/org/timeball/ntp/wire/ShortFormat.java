package org.timeball.ntp.wire;

/// The 32-bit NTP short format (RFC 5905 section 6): unsigned 16.16 fixed point seconds, for root delay and root
/// dispersion.
///
/// Both are parts of an error bound. They are rounded up and end at the largest value, so that what is sent never
/// claims more than what is known.
public final class ShortFormat {
    /// 65,535.99998 s: as bad as the format can say.
    public static final int MAX = 0xffff_ffff;
    private static final double UNITS_PER_SECOND = 65_536;
    private static final double UNSIGNED_MAX = 4_294_967_295.0;

    private ShortFormat() {
    }

    /// The smallest value that is not below `seconds`; 0 for a negative span, [#MAX] beyond the range and for NaN.
    public static int ceilingOf(double seconds) {
        double units = Math.ceil(seconds * UNITS_PER_SECOND);
        if (!(units < UNSIGNED_MAX)) {
            return MAX;
        }
        return (int) (long) Math.max(0, units);
    }

    public static double toSeconds(int bits) {
        return Integer.toUnsignedLong(bits) / UNITS_PER_SECOND;
    }
}
