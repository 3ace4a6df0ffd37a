package org.timeball.ntp.client;

import java.util.Optional;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Tests packets and measurements of one source.
final class Judge {
    /// A root distance as large as this says nothing (RFC 5905's MAXDISP).
    private static final double MOST_DISTANCE_SECONDS = 16;
    /// A server that took longer to answer was not waiting for us.
    private static final double MOST_PROCESSING_SECONDS = 4;
    private static final int MOST_STRATUM = 15;
    /// How far a free clock may be off before the core knows its rate, s/s (RFC 5905's PHI).
    private static final double UNKNOWN_SKEW = 15e-6;
    /// In interleaved symmetric mode, intervals longer than so many polls show that a packet was lost between.
    private static final double MOST_POLLS = 2.5;
    /// Reference times of one clock, as we and the source say them, differ by rounding only; in units of 2^-32 s.
    private static final long SAME_TIME = 1L << 22;

    private final Client client;
    private final boolean peer;
    private final DelayHistory delays;

    Judge(Client client, boolean peer, DelayHistory delays) {
        this.client = client;
        this.peer = peer;
        this.delays = delays;
    }

    /// @param tests what came of them
    /// @param sample the measurement, good or bad; empty where the packet completes none
    record Verdict(PacketTests tests, Optional<Sample> sample, double processingSeconds) {
    }

    /// Tests 1 to 7.
    static PacketTests header(Response response, boolean fresh, OnWire.Kind kind, boolean authentic) {
        boolean complete = response.receive() != 0 && response.transmit() != 0 && response.origin() != 0;
        boolean synchronised = response.leap() != LeapIndicator.UNSYNCHRONISED.ordinal() && response.stratum() >= 1
                && response.stratum() <= MOST_STRATUM;
        boolean near = response.rootDistanceSeconds() < MOST_DISTANCE_SECONDS;
        return new PacketTests(fresh, kind != OnWire.Kind.BOGUS, complete, authentic, synchronised, near, false,
                false, false, false);
    }

    /// Tests A to D, for a packet that passed the others.
    ///
    /// @param trip the four timestamps that it completed
    /// @param news whether they are of an exchange not measured before
    /// @param interleaved whether they are of an earlier exchange
    /// @param local our address, as the source sees it
    Verdict measurement(PacketTests header, Response response, RoundTrip trip, boolean news, boolean interleaved,
            int localPoll, NtpSourceOptions options, IpAddress local, Optional<SourceFeedback.Belief> belief) {
        double gain = belief.map(SourceFeedback.Belief::gain).orElse(0.0);
        double skew = belief.map(SourceFeedback.Belief::skew).orElse(UNKNOWN_SKEW);
        double precision = Math.max(client.settings().precisionSeconds(), response.precisionSeconds());
        double delay = Math.max(trip.delaySeconds(gain), precision);
        double dispersion = precision + trip.errorSeconds() + skew * Math.abs(trip.localSeconds());
        NtpSourceOptions.Delays limits = options.delays();
        Span offset = trip.offset().minus(Span.ofSeconds(correction(options, delay)));
        double open = delay - 2 * Math.abs(skewed(options, delay));
        delays.seen(delay);
        boolean a = news && delay - dispersion <= limits.max() && precision <= limits.max()
                && (peer
                        ? !interleaved || isOneExchange(trip, response, localPoll, trip.delaySeconds(gain))
                        : trip.processingSeconds() <= MOST_PROCESSING_SECONDS);
        boolean b = delays.passesRatio(limits, delay);
        boolean c = limits.maxQuantile() > 0
                ? delays.passesQuantile(limits.maxQuantile(), delay)
                : belief.isEmpty()
                        || delays.passesDeviation(limits, open, offset.seconds(), belief.get(), trip.middle(),
                                dispersion);
        PacketTests tests = header.withQuality(a, b, c, isNoLoop(response, local));
        Sample sample = new Sample(trip.middle(), offset, delay, delay - 2 * Math.abs(skewed(options, delay)),
                dispersion, response.rootDelaySeconds(),
                response.rootDispersionSeconds(), response.stratum(), response.referenceId(),
                LeapIndicator.values()[response.leap()]);
        return new Verdict(tests, Optional.of(sample), trip.processingSeconds());
    }

    /// What is added to theta, seconds.
    private double correction(NtpSourceOptions options, double delaySeconds) {
        return options.correction().offsetSeconds() + skewed(options, delaySeconds);
    }

    /// The part of it that the delay beyond the least makes where its asymmetry is known.
    private double skewed(NtpSourceOptions options, double delaySeconds) {
        double asymmetry = options.correction().asymmetry();
        double held = delaySeconds - delays.leastSeconds(options.delays(), delaySeconds);
        return Double.isNaN(asymmetry) ? 0 : asymmetry * held;
    }

    /// In interleaved symmetric mode: no packet was lost between those that are compared.
    private static boolean isOneExchange(RoundTrip trip, Response response, int localPoll, double delaySeconds) {
        double poll = Math.scalb(1.0, Math.clamp(Math.max(localPoll, response.poll()), -7, 24));
        return Math.abs(trip.localSeconds()) <= MOST_POLLS * poll && delaySeconds <= poll / 2
                && delaySeconds >= -poll / 4;
    }

    /// Test D. Nobody can follow us while we serve nobody.
    private boolean isNoLoop(Response response, IpAddress local) {
        if (client.settings().serverPort() == 0) {
            return true;
        }
        if (response.stratum() > 1 && response.referenceId() == ReferenceId.ofServer(local)) {
            return false;
        }
        OwnState own = client.own().get();
        return own.referenceTime() == 0 || own.stratum() != response.stratum()
                || own.referenceId() != response.referenceId() || own.rootDelay() != response.rootDelay()
                || Math.abs(own.referenceTime() - response.referenceTime()) > SAME_TIME;
    }
}
