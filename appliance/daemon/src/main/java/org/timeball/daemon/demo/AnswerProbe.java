package org.timeball.daemon.demo;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// An NTP client that knows the true time: asks the box once a second and checks that each answer's claimed bound
/// contains its true error.
///
/// The answer's receive stamp was taken between the moment of asking and that of hearing, both true; so was its
/// transmit stamp. Neither may lie outside by more than root delay/2 plus root dispersion and the precision claimed.
public final class AnswerProbe implements AutoCloseable {
    private static final Span INTERVAL = Span.ofSeconds(1);
    private static final int STRATUM_UNSYNCHRONISED = 16;

    private final World world;
    private final TrueTime time;
    private final Address server;
    private final Span interval;
    private final DatagramPort port;
    private final byte[] request = new byte[HeaderFlyweight.BYTES];
    private final HeaderFlyweight header = new HeaderFlyweight();
    private @Nullable Timer timer;
    private long started;
    private long askedNanos;
    private boolean waiting;
    private long answers;
    private long stratumOneAnswers;
    private long firstStratumOneNanos = -1;
    private int lastStratum;
    private @Nullable String violation;

    /// @param local address to ask from
    public AnswerProbe(World world, TrueTime time, Address.Udp local, Address.Udp server) throws WorldException {
        this(world, time, local, server, INTERVAL);
    }

    /// @param interval between two questions
    public AnswerProbe(World world, TrueTime time, Address.Udp local, Address.Udp server, Span interval)
            throws WorldException {
        this.world = world;
        this.time = time;
        this.server = server;
        this.interval = interval;
        port = world.datagrams().open(local, this::received);
    }

    public void start() {
        started = time.nowNanos();
        ask();
    }

    public long answers() {
        return answers;
    }

    public long stratumOneAnswers() {
        return stratumOneAnswers;
    }

    /// Stratum of the last answer; 0 before the first, 16 for an unsynchronised one.
    public int lastStratum() {
        return lastStratum;
    }

    /// Seconds from the start to the first answer at stratum 1; NaN before it.
    public double firstStratumOneSeconds() {
        return firstStratumOneNanos < 0 ? Double.NaN : (firstStratumOneNanos - started) * 1e-9;
    }

    /// The first answer whose claim did not contain its error, in words; null if there was none.
    public @Nullable String violation() {
        return violation;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        port.close();
    }

    private void ask() {
        timer = world.timers().after(interval, this::ask);
        askedNanos = time.nowNanos();
        waiting = true;
        header.wrap(ByteBuffer.wrap(request)).leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT)
                .transmitTime(NtpTimestamp.ofUnixNanos(askedNanos));
        port.send(server, request);
    }

    private void received(Datagram datagram) {
        long heardNanos = time.nowNanos();
        if (!waiting || datagram.payload().length < HeaderFlyweight.BYTES) {
            return;
        }
        header.wrap(ByteBuffer.wrap(datagram.payload()));
        if (header.mode() != HeaderFlyweight.MODE_SERVER
                || header.originTime() != NtpTimestamp.ofUnixNanos(askedNanos)) {
            return;
        }
        waiting = false;
        answers++;
        boolean vouched = header.leap() != HeaderFlyweight.LEAP_UNSYNCHRONISED && header.stratum() != 0;
        lastStratum = vouched ? header.stratum() : STRATUM_UNSYNCHRONISED;
        if (vouched) {
            check(heardNanos);
        }
        if (lastStratum == 1) {
            stratumOneAnswers++;
            firstStratumOneNanos = firstStratumOneNanos < 0 ? heardNanos : firstStratumOneNanos;
        }
    }

    private void check(long heardNanos) {
        double bound = ShortFormat.toSeconds(header.rootDelay()) / 2 + ShortFormat.toSeconds(header.rootDispersion())
                + Math.scalb(1.0, header.precision());
        double early = (askedNanos - NtpTimestamp.toUnixNanos(header.receiveTime(), heardNanos)) * 1e-9;
        double late = (NtpTimestamp.toUnixNanos(header.transmitTime(), heardNanos) - heardNanos) * 1e-9;
        double outside = Math.max(early, late);
        if (outside > bound && violation == null) {
            violation = "an answer at stratum %d was wrong by at least %.9f s but claimed %.9f s".formatted(lastStratum,
                    outside, bound);
        }
    }
}
