package org.timeball.ntp.client;

/// What a packet from a source was tested for: RFC 5905's tests 1 to 3 and 5 to 7, and four of a measurement's quality.
///
/// @param fresh test 1: not the last packet once more
/// @param answersUs test 2: its origin is what we sent last
/// @param complete test 3: no timestamp is zero
/// @param authentic test 5: signed as it must be
/// @param synchronised test 6: the source says that it is synchronised, with a stratum of 1 to 15
/// @param near test 7: its root distance is below 16 s
/// @param delay test A: delay, precision and processing time are within bounds; an interleaved measurement is news
/// @param delayRatio test B: the delay is no more than so many times the least
/// @param delayDeviation test C: the delay is not out of proportion to the scatter of late, or within the quantile
/// @param noLoop test D: the source does not follow us
record PacketTests(boolean fresh, boolean answersUs, boolean complete, boolean authentic, boolean synchronised,
        boolean near, boolean delay, boolean delayRatio, boolean delayDeviation, boolean noLoop) {
    static final PacketTests NONE = new PacketTests(false, false, false, false, false, false, false, false, false,
            false);

    /// The packet is the source's answer to our last.
    boolean isValid() {
        return fresh && answersUs && complete && authentic;
    }

    /// Valid, and the source has the time.
    boolean isSynchronised() {
        return isValid() && synchronised && near;
    }

    /// The measurement may be used.
    boolean isGood() {
        return isSynchronised() && delay && delayRatio && delayDeviation && noLoop;
    }

    PacketTests withQuality(boolean a, boolean b, boolean c, boolean d) {
        return new PacketTests(fresh, answersUs, complete, authentic, synchronised, near, a, b, c, d);
    }

    /// As ten bits, test 1 in bit 9 to test D in bit 0.
    int bits() {
        boolean[] all = {fresh, answersUs, complete, authentic, synchronised, near, delay, delayRatio, delayDeviation,
                noLoop};
        int bits = 0;
        for (boolean test : all) {
            bits = bits << 1 | (test ? 1 : 0);
        }
        return bits;
    }

    /// As the logs have them, such as `111 111 1110`.
    static String text(int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 9; i >= 0; i--) {
            text.append(bits >>> i & 1);
            if (i == 7 || i == 4) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
