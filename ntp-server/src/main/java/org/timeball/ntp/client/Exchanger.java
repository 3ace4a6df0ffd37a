package org.timeball.ntp.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Timers.Timer;

/// Sends packets to one source and makes measurements of what comes back.
final class Exchanger {
    private static final int MODE_ACTIVE = 1;
    private static final int MODE_PASSIVE = 2;
    /// What a client says of its clock's precision: nothing (2^32 s).
    private static final int UNKNOWN_PRECISION = 32;
    private static final int LONGEST_PACKET = 2_048;
    /// A packet takes no longer between the network card and us, nanoseconds: else somebody has set the card's clock.
    private static final long LONGEST_IN_KERNEL_NANOS = 10_000_000;
    private static final int KISS_RATE = ReferenceId.ofCode("RATE");
    /// A socket is kept that much longer than a response may take.
    private static final double SOCKET_SECONDS = 4;

    private final Client client;
    private final PacketAuth auth;
    private final Listener listener;
    private final boolean peer;
    private final Judge judge;
    private final PacketLayout layout = new PacketLayout();
    private SourceAddress source;
    private NtpSourceOptions options;
    private OnWire wire;
    private RequestSocket socket;
    private Timer closing = () -> {
    };
    private int sentPoll;
    /// When the last packet was written.
    private SystemInstant written = new SystemInstant(0);
    /// Whether a network card has told when it left.
    private boolean cardStamped;
    /// What waits for that.
    private @Nullable Datagram held;
    private Timer patience = () -> {
    };
    private PacketCounters packets = PacketCounters.ZERO;
    private Optional<PacketReport> last = Optional.empty();

    /// A valid packet.
    ///
    /// @param sample the measurement, if it may be used
    /// @param synchronised whether the source has the time
    /// @param kissRate whether it asks for fewer requests
    /// @param own our address, as the source sees it
    record Answer(Optional<Sample> sample, boolean synchronised, boolean kissRate, IpAddress own) {
    }

    /// Who asked.
    interface Listener {
        /// A valid packet came.
        void answered(Answer answer);

        /// What the core expects of the source.
        Optional<SourceFeedback.Belief> belief();

        /// What the logs say of the poll interval.
        double score();
    }

    Exchanger(Client client, SourceAddress source, NtpSourceOptions options, PacketAuth auth, DelayHistory delays,
            Listener listener) {
        this.client = client;
        this.source = source;
        this.options = options;
        this.auth = auth;
        this.listener = listener;
        peer = source.peer();
        judge = new Judge(client, peer, delays);
        wire = newWire();
        socket = newSocket();
    }

    private OnWire newWire() {
        return new OnWire(peer, options.protocol().interleaved(), client.world().random(),
                client.settings().precisionLog2());
    }

    private RequestSocket newSocket() {
        return new RequestSocket(client, source, new DatagramHandler() {
            @Override
            public void received(Datagram datagram) {
                Exchanger.this.received(datagram);
            }

            @Override
            public void sent(byte[] payload, SystemInstant at, Stamp by) {
                stamped(payload, new LocalStamp(at, by));
            }

            @Override
            public void sentByCard(byte[] payload, CardStamp stamp) {
                stampedByCard(payload, stamp);
            }
        });
    }

    PacketAuth auth() {
        return auth;
    }

    PacketCounters packets() {
        return packets;
    }

    Optional<PacketReport> last() {
        return last;
    }

    void change(NtpSourceOptions next) {
        options = next;
    }

    void moveTo(SourceAddress next) {
        source = next;
        closeSocket();
        socket = newSocket();
        forget();
    }

    void forget() {
        wire.forget();
    }

    void stepped(Span amount) {
        written = written.plus(amount);
        wire.stepped(amount);
    }

    void closeSocket() {
        held = null;
        patience.cancel();
        closing.cancel();
        socket.close();
    }

    void close() {
        closeSocket();
        auth.close();
    }

    boolean prepare() {
        return auth.prepare();
    }

    /// Sends a request or, to a peer, a packet.
    ///
    /// @param poll that it tells, log2 seconds
    /// @return whether it left
    boolean send(int poll) {
        closing.cancel();
        sentPoll = poll;
        if (!socket.open()) {
            return false;
        }
        if (!peer) {
            double seconds = options.delays().max() + SOCKET_SECONDS;
            closing = client.world().timers().after(Span.ofSeconds(seconds), socket::close);
        }
        ByteBuffer packet = ByteBuffer.allocate(LONGEST_PACKET);
        int version = options.protocol().version().orElse(options.protocol().interleaved() ? 4 : auth.defaultVersion());
        HeaderFlyweight header = new HeaderFlyweight().wrap(packet);
        if (peer) {
            tellOwn(header, version);
        } else {
            header.leapVersionMode(0, version, HeaderFlyweight.MODE_CLIENT).precision(UNKNOWN_PRECISION);
        }
        header.poll(poll);
        takeHeld();
        written = client.world().clock().now();
        cardStamped = false;
        wire.write(header, new LocalStamp(written, Stamp.DAEMON));
        int length = auth.sign(packet, HeaderFlyweight.BYTES, version);
        boolean sent = length > 0 && socket.send(Arrays.copyOf(packet.array(), length));
        packets = sent ? packets.countSent() : packets;
        return sent;
    }

    private void tellOwn(HeaderFlyweight header, int version) {
        OwnState own = client.own().get();
        header.leapVersionMode(own.leap(), version, MODE_ACTIVE).stratum(own.stratum())
                .precision(client.settings().precisionLog2()).rootDelay(own.rootDelay())
                .rootDispersion(own.rootDispersion()).referenceId(own.referenceId())
                .referenceTime(own.referenceTime());
    }

    private void stamped(byte[] payload, LocalStamp stamp) {
        if (payload.length >= HeaderFlyweight.BYTES) {
            long transmit = new HeaderFlyweight().wrap(ByteBuffer.wrap(payload)).transmitTime();
            if (wire.leftAt(transmit, stamp)) {
                packets = packets.countSentBy(stamp.by());
            }
        }
    }

    /// The card's stamp is believed if the packet was written before, but not long before.
    private void stampedByCard(byte[] payload, CardStamp stamp) {
        CardTimescale cards = client.cards();
        cards.passed(stamp.interfaceIndex());
        long at = cards.sent(stamp.interfaceIndex(), stamp.at().nanos());
        if (at != CardTimescale.UNKNOWN) {
            long error = cards.errorNanos(stamp.interfaceIndex());
            long since = at - written.nanos();
            if (since >= -error && since <= LONGEST_IN_KERNEL_NANOS) {
                stamped(payload, new LocalStamp(new SystemInstant(at), Stamp.HARDWARE, 0, error * 1e-9));
            }
        }
        cardStamped = true;
        takeHeld();
    }

    /// When a packet came: by the card's stamp if it can be, that is if the kernel saw it later, but not by much.
    private LocalStamp arrival(Datagram datagram) {
        CardTimescale cards = client.cards();
        CardStamp card = datagram.card();
        if (card == null) {
            double error = datagram.stampedBy() == Stamp.HARDWARE
                    ? cards.errorNanos(datagram.interfaceIndex()) * 1e-9
                    : 0;
            return new LocalStamp(datagram.received(), datagram.stampedBy(), 0, error);
        }
        cards.passed(card.interfaceIndex());
        long at = cards.received(card.interfaceIndex(), card.at().nanos(), card.frameBytes());
        long error = cards.errorNanos(card.interfaceIndex());
        long later = at == CardTimescale.UNKNOWN ? Long.MIN_VALUE : datagram.received().nanos() - at;
        return later >= -error && later <= LONGEST_IN_KERNEL_NANOS
                ? new LocalStamp(new SystemInstant(at), Stamp.HARDWARE, 0, error * 1e-9)
                : new LocalStamp(datagram.received(), datagram.stampedBy());
    }

    /// Takes in a packet from the source, by whatever socket it came. If the card's stamp of our request is still to come,
    /// it waits a little for that.
    void received(Datagram datagram) {
        takeHeld();
        if (client.cards().any() && !cardStamped && !usesServersPort() && client.cardPatience().nanos() > 0) {
            held = datagram;
            patience = client.world().timers().after(client.cardPatience(), this::takeHeld);
        } else {
            take(datagram);
        }
    }

    private boolean usesServersPort() {
        return RequestSocket.usesServersPort(source, client.settings());
    }

    private void takeHeld() {
        Datagram waiting = held;
        if (waiting != null) {
            held = null;
            patience.cancel();
            take(waiting);
        }
    }

    private void take(Datagram datagram) {
        byte[] payload = datagram.payload();
        if (payload.length < HeaderFlyweight.BYTES || !(datagram.to() instanceof Address.Udp local)) {
            return;
        }
        ByteBuffer packet = ByteBuffer.wrap(payload);
        Response response = Response.read(packet);
        LocalStamp came = arrival(datagram).whileSlewing(client.slewing().getAsDouble());
        packets = packets.countReceived(came.by());
        PacketTail tail = layout.parse(packet, payload.length, response.version());
        boolean modeFits = peer
                ? response.mode() == MODE_ACTIVE || response.mode() == MODE_PASSIVE
                : response.mode() == HeaderFlyweight.MODE_SERVER;
        if (tail == PacketTail.MALFORMED || response.version() < 1 || response.version() > 4 || !modeFits) {
            return;
        }
        boolean authentic = auth.verify(packet, payload.length, response.version(), tail, layout);
        take(response, authentic, came, local.ip());
    }

    private void take(Response response, boolean authentic, LocalStamp came, IpAddress local) {
        OnWire.Kind kind = wire.kind(response);
        boolean fresh = !wire.isDuplicate(response);
        PacketTests header = Judge.header(response, fresh, kind, authentic);
        boolean interleaved = kind == OnWire.Kind.INTERLEAVED;
        @Nullable
        RoundTrip trip = header.isSynchronised() ? wire.roundTrip(response, kind, came).orElse(null) : null;
        Judge.Verdict verdict = trip == null
                ? new Judge.Verdict(header, Optional.empty(), 0)
                : judge.measurement(header, response, trip, !wire.isOldNews(kind), interleaved, sentPoll, options,
                        local, listener.belief());
        if (header.isValid() || peer && authentic && fresh) {
            wire.accept(response, kind, came);
        }
        if (header.isValid()) {
            packets = packets.countValid();
            if (!peer) {
                closeSocket();
            }
        }
        if (trip != null && verdict.sample().isPresent()) {
            last = Optional.of(PacketReport.of(response, verdict, verdict.sample().get(), local, interleaved,
                    auth.report().mode() != AuthReport.Mode.NONE, options.correction().asymmetry(), trip));
        }
        boolean good = verdict.tests().isGood();
        packets = good ? packets.countGood() : packets;
        if (header.isValid()) {
            listener.answered(new Answer(good ? verdict.sample() : Optional.empty(), header.isSynchronised(),
                    isKissRate(response), local));
        }
        log(response, verdict, interleaved, came, trip);
    }

    private static boolean isKissRate(Response response) {
        return response.leap() == LeapIndicator.UNSYNCHRONISED.ordinal() && response.stratum() == 0
                && response.referenceId() == KISS_RATE;
    }

    private void log(Response response, Judge.Verdict verdict, boolean interleaved, LocalStamp came,
            @Nullable RoundTrip trip) {
        Optional<Sample> sample = verdict.sample();
        client.log().measured(new Measurement(sample.map(Sample::at).orElse(came.at()), source.udp().ip(),
                response.leap(), response.stratum(), verdict.tests().bits(), sentPoll, response.poll(),
                listener.score(), sample.map(s -> s.offset().seconds()).orElse(0.0),
                sample.map(Sample::delaySeconds).orElse(0.0), sample.map(Sample::dispersionSeconds).orElse(0.0),
                response.rootDelaySeconds(), response.rootDispersionSeconds(), response.referenceId(),
                response.mode(), interleaved, trip == null ? Stamp.DAEMON : trip.requestLeft().by(),
                trip == null ? came.by() : trip.responseCame().by()));
    }
}
