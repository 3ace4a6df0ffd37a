package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;

/// Writes the header of an answer: what the snapshot claims, aged to the moment of sending, in the endpoint's time.
///
/// One thread; allocates nothing.
final class HeaderWriter {
    private final int precision;
    private final double precisionSeconds;
    private final ServedTime time;
    private final HeaderFlyweight header = new HeaderFlyweight();

    /// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0; -23 is 119 ns
    HeaderWriter(int precisionLog2, ServedTime time) {
        if (precisionLog2 < -31 || precisionLog2 > 0) {
            throw new IllegalArgumentException("precision is 2^" + precisionLog2 + " s; it must be 2^-31 to 2^0");
        }
        precision = precisionLog2;
        precisionSeconds = Math.scalb(1.0, precisionLog2);
        this.time = time;
    }

    /// Lays the following writes on `reply`.
    HeaderWriter on(ByteBuffer reply) {
        header.wrap(reply);
        return this;
    }

    /// A reading of the system clock as this endpoint gives it away.
    long stampOf(long systemNanos) {
        return NtpTimestamp.ofUnixNanos(systemNanos + time.shiftNanos(systemNanos));
    }

    /// All but the transmit time.
    ///
    /// @param version, mode of the answer
    /// @param poll log2 seconds
    /// @param origin the timestamp by which the client knows its answer
    /// @param received the time of its arrival
    /// @param systemNanos about when the answer leaves
    void write(int version, int mode, int poll, long origin, long received, TimingSnapshot snapshot,
            long systemNanos) {
        header.poll(poll).precision(precision).originTime(origin).receiveTime(received);
        LeapIndicator leap = snapshot.leap();
        if (snapshot.vouchesAt(systemNanos) && leap != LeapIndicator.UNSYNCHRONISED) {
            claim(version, mode, snapshot, systemNanos);
        } else {
            disclaim(version, mode, snapshot);
        }
    }

    /// Adds to the bound that [#write] wrote what the time of arrival may be off.
    void widen(long nanos) {
        if (nanos > 0) {
            long wider = Integer.toUnsignedLong(header.rootDispersion())
                    + Integer.toUnsignedLong(ShortFormat.ceilingOf(nanos * 1e-9));
            header.rootDispersion((int) Math.min(wider, Integer.toUnsignedLong(ShortFormat.MAX)));
        }
    }

    /// Turns what [#write] wrote into a kiss code (RFC 5905 section 7.4).
    void kiss(int version, int mode, int code) {
        header.leapVersionMode(HeaderFlyweight.LEAP_UNSYNCHRONISED, version, mode).stratum(0).rootDelay(0)
                .rootDispersion(0).referenceId(code).referenceTime(0);
    }

    void transmitTime(long stamp) {
        header.transmitTime(stamp);
    }

    /// The snapshot's claim; reading the clock adds its own precision to the bound, and so does what the time is moved by
    /// on purpose. Moved time says so by its reference.
    private void claim(int version, int mode, TimingSnapshot snapshot, long systemNanos) {
        long shift = time.shiftNanos(systemNanos);
        double dispersion = snapshot.rootDispersionAt(systemNanos) + precisionSeconds + Math.abs(shift) * 1e-9;
        header.leapVersionMode(time.announced(snapshot.leap()).ordinal(), version, mode).stratum(snapshot.stratum())
                .rootDelay(ShortFormat.ceilingOf(snapshot.rootDelay().seconds()))
                .rootDispersion(ShortFormat.ceilingOf(dispersion))
                .referenceId(shift == 0 ? snapshot.refid() : ServedTime.MOVED)
                .referenceTime(stampOf(snapshot.referenceTime().nanos()));
    }

    /// Says that the time must not be believed: leap 3, stratum 0 (16 on the wire), and no bound on the error.
    private void disclaim(int version, int mode, TimingSnapshot snapshot) {
        boolean never = snapshot.lock() == Lock.ACQUIRING;
        header.leapVersionMode(HeaderFlyweight.LEAP_UNSYNCHRONISED, version, mode).stratum(0).rootDelay(0)
                .rootDispersion(ShortFormat.MAX).referenceId(never ? ReferenceId.INIT : ReferenceId.NONE)
                .referenceTime(never ? 0 : stampOf(snapshot.referenceTime().nanos()));
    }
}
