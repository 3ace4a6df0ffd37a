package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// Turns requests into answers (RFC 5905 section 9.2, RFC 9769 section 2): the one place where that is decided, whatever
/// drives it.
///
/// A request is taken through [#answer], which judges it and makes all of the answer that does not depend on when it
/// leaves, [#stamp], which makes the rest as late as can be, and [#settle], which counts it. Up to [#SLOTS] requests are
/// between these at once, each in a slot of its own.
///
/// No clock and no socket: what it needs to know comes with the call. It allocates nothing and throws on no request.
/// One thread; each responder thread has its own.
final class Responder {
    /// As many as a batch has.
    static final int SLOTS = 64;
    private static final long ONE_SECOND = 1L << 32;

    private final AccessList access;
    private final EndpointPolicy policy;
    private final SourceTraffic sources;
    private final MacEngine macs;
    private final NtsResponder nts;
    private final Tally tally;
    private final @Nullable Limiter limiter;
    private final int shortestPoll;
    private final RequestJudge judge;
    private final HeaderWriter writer;
    private final Slot[] slots = new Slot[SLOTS];

    /// @param precisionLog2 log2 seconds of the clock's precision, -31 to 0
    /// @param seed of the chance that lets requests beyond the rate through
    Responder(EndpointPolicy policy, int precisionLog2, AccessList access, ServerLinks links, Tally tally, long seed) {
        this.access = access;
        this.policy = policy;
        this.tally = tally;
        sources = links.sources();
        macs = new MacEngine(links.keys());
        nts = links.nts().get();
        limiter = policy.rateLimit().map(limit -> new Limiter(limit, seed)).orElse(null);
        shortestPoll = policy.rateLimit().map(RateLimit::intervalLog2).orElse((int) Byte.MIN_VALUE);
        judge = new RequestJudge(macs);
        writer = new HeaderWriter(precisionLog2, policy.time());
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /// Answers one request or stays silent.
    ///
    /// @param index its slot
    /// @param nowNanos the system clock now, nanoseconds since 1970
    /// @param snapshot how good that clock is
    /// @param reply where the answer goes, from index 0, network order; not the request's buffer, and no shorter
    /// @return bytes of the answer; 0 for silence, with the cause in [#outcome]
    int answer(int index, Arrival arrival, long nowNanos, TimingSnapshot snapshot, ByteBuffer reply) {
        Slot slot = slots[index];
        slot.begin(arrival);
        slot.outcome = decide(index, slot, arrival, nowNanos, snapshot, reply);
        if (slot.outcome != Outcome.ANSWERED && slot.outcome != Outcome.KISSED) {
            slot.length = 0;
        }
        return slot.length;
    }

    private Outcome decide(int index, Slot slot, Arrival arrival, long nowNanos, TimingSnapshot snapshot,
            ByteBuffer reply) {
        if (judge.mayBeASources(arrival) && sources.isSource(arrival.high, arrival.low)) {
            return Outcome.SOURCE;
        }
        boolean allowed = access.allows(arrival.high, arrival.low);
        if (!allowed && !policy.kissDenied()) {
            return Outcome.DENIED;
        }
        Outcome judged = judge.judge(arrival);
        if (judged != Outcome.ANSWERED) {
            return allowed ? judged : Outcome.DENIED;
        }
        if (nowNanos < arrival.receivedNanos || !policy.time().isKnownAt(arrival.receivedNanos)
                || !policy.time().isKnownAt(nowNanos)) {
            return Outcome.CLOCK;
        }
        int kiss = allowed ? 0 : ReferenceId.DENY;
        if (limiter != null) {
            slot.inClientTable = true;
            Verdict verdict = tally.clients().hit(arrival.high, arrival.low, arrival.receivedNanos, limiter);
            if (verdict == Verdict.SILENCE) {
                return Outcome.LIMITED;
            }
            kiss = verdict == Verdict.KISS && kiss == 0 ? ReferenceId.RATE : kiss;
        }
        return write(index, slot, arrival, nowNanos, snapshot, reply, kiss);
    }

    /// @param kiss the kiss code to answer with, or 0
    private Outcome write(int index, Slot slot, Arrival arrival, long nowNanos, TimingSnapshot snapshot,
            ByteBuffer reply, int kiss) {
        int code = kiss;
        slot.length = HeaderFlyweight.BYTES;
        slot.version = judge.version();
        switch (judge.tail()) {
            case NOTHING -> {
            }
            case EXTENSIONS -> {
                switch (nts.check(index, arrival.packet, judge.layout())) {
                    case PLAIN -> {
                    }
                    case AUTHENTIC -> {
                        slot.seal = Slot.Seal.NTS;
                        slot.length = nts.prepare(index, reply, arrival.length);
                    }
                    case UNKNOWN -> {
                        code = ReferenceId.NTSN;
                        slot.length = nts.refuse(index, reply, arrival.length);
                    }
                    case MALFORMED -> {
                        return Outcome.MALFORMED;
                    }
                }
            }
            case MAC -> {
                if (!judge.isCodeRight()) {
                    return Outcome.AUTHENTICATION;
                }
                prepareCode(slot, reply);
            }
            case CRYPTO_NAK, MS_SNTP, MALFORMED -> {
                return Outcome.AUTHENTICATION;
            }
        }
        if (policy.ntsOnly() && slot.seal != Slot.Seal.NTS && code != ReferenceId.NTSN
                || slot.length < HeaderFlyweight.BYTES || slot.length > arrival.length) {
            return Outcome.AUTHENTICATION;
        }
        writeHeader(slot, arrival, nowNanos, snapshot, reply, code);
        return code == 0 ? Outcome.ANSWERED : Outcome.KISSED;
    }

    /// Room for a code by the same key; zeros until it is computed, since the buffer held another's answer.
    private void prepareCode(Slot slot, ByteBuffer reply) {
        slot.seal = Slot.Seal.CODE;
        slot.keyId = judge.keyId();
        slot.length += macs.codeBytes(slot.keyId, slot.version);
        for (int i = HeaderFlyweight.BYTES; i < slot.length; i++) {
            reply.put(i, (byte) 0);
        }
    }

    private void writeHeader(Slot slot, Arrival arrival, long nowNanos, TimingSnapshot snapshot, ByteBuffer reply,
            int kiss) {
        HeaderFlyweight question = judge.header();
        int mode = judge.answerMode();
        int poll = Math.max(question.poll(), shortestPoll);
        slot.receiveTime = writer.stampOf(arrival.receivedNanos);
        long origin = question.transmitTime();
        long transmit = writer.stampOf(nowNanos);
        if (kiss == 0 && mode == HeaderFlyweight.MODE_SERVER && question.originTime() != 0) {
            TimestampTable times = tally.timestamps();
            int earlier = times.find(question.originTime(), slot.high, slot.low);
            if (earlier >= 0 && question.receiveTime() != question.transmitTime()) {
                slot.interleaved = true;
                slot.transmittedBy = times.stampedBy(earlier);
                origin = question.receiveTime();
                transmit = times.transmitted(earlier);
                times.markUsed(earlier);
            }
            slot.departure = times.save(slot.receiveTime, slot.high, slot.low);
        }
        writer.on(reply).write(slot.version, mode, poll, origin, slot.receiveTime, snapshot, nowNanos);
        writer.widen(arrival.errorNanos);
        writer.transmitTime(transmit);
        if (kiss != 0) {
            writer.kiss(slot.version, mode, kiss);
        }
    }

    /// Writes the transmit time into an answer and seals it. In interleaved mode the answer carries an earlier one's, and
    /// its own is kept for the next.
    void stamp(int index, ByteBuffer reply, long transmitNanos) {
        Slot slot = slots[index];
        long transmit = writer.stampOf(transmitNanos);
        if (slot.departure >= 0) {
            // A client tells the modes apart by them, so the two times of an answer differ (RFC 9769 section 2).
            transmit = transmit == slot.receiveTime ? transmit + 1 : transmit;
            tally.timestamps().depart(slot.departure, slot.receiveTime, transmit, Stamp.DAEMON);
        }
        if (!slot.interleaved) {
            writer.on(reply).transmitTime(transmit);
        }
        switch (slot.seal) {
            case NONE -> {
            }
            case CODE -> macs.sign(slot.keyId, reply, HeaderFlyweight.BYTES, slot.version);
            case NTS -> nts.seal(index, reply, slot.length);
        }
    }

    /// Counts a request and, if need be, its client.
    ///
    /// @param unsent whether its answer, if there was one, did not leave
    void settle(int index, boolean unsent) {
        Slot slot = slots[index];
        if (slot.length > 0 && unsent) {
            slot.outcome = Outcome.UNSENT;
        }
        if (slot.outcome.isRequest() && !slot.inClientTable) {
            tally.clients().hit(slot.high, slot.low, slot.receivedNanos, null);
        }
        tally.count(slot);
    }

    /// What became of a request.
    Outcome outcome(int index) {
        return slots[index].outcome;
    }

    /// Whether [#stamp] has to compute a code over the answer.
    boolean isSealed(int index) {
        return slots[index].seal != Slot.Seal.NONE;
    }

    /// Whether it is worth asking the kernel when the answer leaves: its client has shown that it will ask.
    boolean wantsDeparture(int index) {
        return slots[index].interleaved && slots[index].departure >= 0;
    }

    /// Where the time of an answer's departure is kept.
    int departure(int index) {
        return slots[index].departure;
    }

    /// The receive time in an answer.
    long receiveTime(int index) {
        return slots[index].receiveTime;
    }

    /// Takes in the kernel's or the network card's word of when an answer left, if that can be.
    ///
    /// @param departure from [#departure]
    /// @param receiveTime from [#receiveTime]
    /// @param systemNanos nanoseconds since 1970
    /// @param by whose word it is
    void departed(int departure, long receiveTime, long systemNanos, Stamp by) {
        long transmit = writer.stampOf(systemNanos);
        long residence = transmit - receiveTime;
        if (residence > 0 && residence < ONE_SECOND) {
            tally.timestamps().depart(departure, receiveTime, transmit, by);
        }
    }
}
