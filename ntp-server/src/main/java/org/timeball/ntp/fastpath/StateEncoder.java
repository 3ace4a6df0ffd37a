package org.timeball.ntp.fastpath;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.server.RateLimit;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;

/// Writes `struct state` of `ntp_fastpath.bpf.c`: what the kernel may claim of the clock, how to age it, and until when.
///
/// The claim is the one that the sockets make ([org.timeball.ntp.server]), rounded as they round: bounds of the error
/// upwards. The deadline lies at most [#LIFE_NANOS] ahead, not behind the end of what the snapshot vouches for, and not in
/// the three seconds around midnight UTC, since only there a leap second can be: neither of the clocks that an answer is
/// made of shows one.
///
/// Pure: what time it is comes with the call. Any thread.
final class StateEncoder {
    static final int BYTES = 96;
    /// How long a state may be used. The daemon writes one each half second; five that fail to come end the answers.
    static final long LIFE_NANOS = 3_000_000_000L;
    /// The answers end this long before midnight: a second that is deleted would end at 23:59:59.
    static final long BEFORE_MIDNIGHT_NANOS = 2_000_000_000L;
    /// And they begin again this long after it.
    static final long AFTER_MIDNIGHT_NANOS = 1_000_000_000L;

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final double FRACTIONS = 0x1p32;
    private static final double GROWTH_UNITS = 0x1p64 * 1e-9;
    /// The product of growth and age takes 64 bits in the kernel: 2^64 / 3e9 ns, as a rate.
    private static final double FASTEST_GROWTH = 0.3;
    /// As much as the sockets can say: 65,536 s.
    private static final double LARGEST_DISPERSION = 65_536;

    private final short port;
    private final int precisionLog2;
    private final byte trafficClass;
    private final @Nullable RateLimit limit;

    /// @param port UDP port that is served, 1 to 65535
    /// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0
    /// @param dscp differentiated services code point of the answers, 0 to 63
    /// @param limit how often a client is answered; null for always
    StateEncoder(int port, int precisionLog2, int dscp, @Nullable RateLimit limit) {
        if (port < 1 || port > 65_535 || precisionLog2 < -31 || precisionLog2 > 0 || dscp < 0 || dscp > 63) {
            throw new IllegalArgumentException("port %d, precision 2^%d s, DSCP %d: they must be 1 to 65535, -31 to 0, "
                    .formatted(port, precisionLog2, dscp) + "0 to 63");
        }
        this.port = (short) port;
        this.precisionLog2 = precisionLog2;
        trafficClass = (byte) (dscp << 2);
        this.limit = limit;
    }

    /// A state in which every request goes up to the sockets.
    byte[] silent() {
        return state(0, new ClockReading(0, 0, 0, 0), null);
    }

    /// What may be claimed by this snapshot from this reading of the clocks on; a silent state if nothing may.
    byte[] encode(TimingSnapshot snapshot, ClockReading clocks) {
        long left = leftNanos(snapshot, clocks);
        return left <= 0 ? silent() : state(clocks.monotonicNanos() + left, clocks, snapshot);
    }

    /// How long from the reading on the claim may be made; 0 or less for not at all.
    private static long leftNanos(TimingSnapshot snapshot, ClockReading clocks) {
        long utc = clocks.utcNanos();
        long intoTheDay = Math.floorMod(utc, DAY_NANOS);
        double growth = snapshot.dispersionRate() + Math.abs(clocks.slewRate());
        if (!snapshot.vouchesAt(utc) || snapshot.leap() == LeapIndicator.UNSYNCHRONISED
                || intoTheDay < AFTER_MIDNIGHT_NANOS || growth > FASTEST_GROWTH
                || snapshot.rootDispersionAt(utc) > LARGEST_DISPERSION) {
            return 0;
        }
        long vouched = snapshot.at().nanos() + snapshot.goodFor().nanos() - utc;
        return Math.min(Math.min(LIFE_NANOS, vouched), DAY_NANOS - BEFORE_MIDNIGHT_NANOS - intoTheDay);
    }

    private byte[] state(long deadline, ClockReading clocks, @Nullable TimingSnapshot snapshot) {
        ByteBuffer state = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
        state.putLong(deadline).putLong(clocks.monotonicNanos()).putLong(clocks.utcMinusMonotonicNanos())
                .putLong(clocks.taiMinusUtcNanos());
        state.putLong(snapshot == null ? 0 : dispersion(snapshot, clocks.utcNanos()))
                .putLong(snapshot == null ? 0 : growth(snapshot, clocks.slewRate()));
        state.putLong(limit == null ? 0 : limit.intervalNanos()).putLong(limit == null ? 0 : limit.slackNanos());
        state.order(ByteOrder.BIG_ENDIAN)
                .putLong(snapshot == null ? 0 : NtpTimestamp.ofUnixNanos(snapshot.referenceTime().nanos()))
                .putInt(snapshot == null ? 0 : ShortFormat.ceilingOf(snapshot.rootDelay().seconds()))
                .putInt(snapshot == null ? 0 : snapshot.refid());
        state.order(ByteOrder.nativeOrder()).putInt(limit == null ? 0 : (1 << limit.leakLog2()) - 1);
        state.order(ByteOrder.BIG_ENDIAN).putShort(port);
        state.put((byte) (snapshot == null ? LeapIndicator.UNSYNCHRONISED.ordinal() : snapshot.leap().ordinal()))
                .put((byte) (snapshot == null ? 0 : snapshot.stratum())).put((byte) precisionLog2)
                .put((byte) (limit == null ? Byte.MIN_VALUE : limit.intervalLog2())).put(trafficClass);
        return state.array();
    }

    /// 2^-32 s, rounded up: the bound and the clock's own precision, as the sockets add them.
    private long dispersion(TimingSnapshot snapshot, long utcNanos) {
        double seconds = snapshot.rootDispersionAt(utcNanos) + Math.scalb(1.0, precisionLog2);
        return (long) Math.ceil(seconds * FRACTIONS);
    }

    /// 2^-64 s a nanosecond, rounded up. A clock that is slewed above the kernel's is off by the slew until the next state.
    private static long growth(TimingSnapshot snapshot, double slewRate) {
        return (long) Math.ceil((snapshot.dispersionRate() + Math.abs(slewRate)) * GROWTH_UNITS);
    }
}
