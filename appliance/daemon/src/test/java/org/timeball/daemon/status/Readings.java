package org.timeball.daemon.status;

import java.util.ArrayList;
import java.util.List;
import org.timeball.daemon.status.ReceiverReading.Fix;
import org.timeball.daemon.status.ReceiverReading.Satellite;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceReception;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Readings of a box in the situations that tests look at.
public final class Readings {
    public static final SystemInstant NOON = new SystemInstant(
            UtcInstant.of(2026, 11, 20, 12, 0, 0, 0).posixNanos());
    private static final int PPS_REFID = 0x50505300;

    private Readings() {
    }

    /// Locked to the pulse for two minutes, with a client or two.
    public static BoxReading locked() {
        TimingSnapshot timing = timing(Lock.LOCKED, 120, Reason.NONE, 350e-9, pulse(Verdict.SELECTED, Reason.NONE),
                label(Verdict.UNSELECTED, Reason.NONE));
        return reading(timing, receiver(Fix.THREE_D, 9, 45), 132.4);
    }

    /// The receiver has just been switched on.
    public static BoxReading acquiring() {
        Reason noFix = new Reason(Cause.NO_FIX);
        TimingSnapshot timing = untimed(Lock.ACQUIRING, 4, noFix,
                pulse(Verdict.UNUSABLE, new Reason(Cause.NUMBERING, 1)),
                label(Verdict.UNUSABLE, noFix));
        return reading(timing, receiver(Fix.NONE, 0, 21), 4.2);
    }

    /// The pulse stopped half a minute ago.
    public static BoxReading holdover() {
        Reason noPulse = new Reason(Cause.NO_PULSE, 31.2);
        TimingSnapshot timing = timing(Lock.HOLDOVER, 27, noPulse, 2.96e-6, pulse(Verdict.UNUSABLE, noPulse),
                label(Verdict.UNSELECTED, Reason.NONE));
        BoxReading reading = reading(timing, receiver(Fix.THREE_D, 9, 45), 80);
        return new BoxReading(reading.now(), timing, reading.receiver(), reading.server(), 1.2e-6, 80,
                "The pulse stops; the sentences go on.", 6.3);
    }

    /// Not well for `reason`, with nothing to serve.
    public static BoxReading unwell(Reason reason) {
        return reading(untimed(Lock.ACQUIRING, 4, reason), receiver(Fix.NONE, 0, 21), 4.2);
    }

    public static BoxReading of(TimingSnapshot timing) {
        return new BoxReading(timing.at(), timing, null, null, Double.NaN, 10, "", Double.NaN);
    }

    private static BoxReading reading(TimingSnapshot timing, ReceiverReading receiver, double uptime) {
        return new BoxReading(timing.at().plus(Span.ofMillis(400)), timing, receiver,
                new ServerReading(11_123, 120, 118, 2, 1, "off"), 83e-9, uptime, "",
                timing.lock() == Lock.ACQUIRING ? Double.NaN : 6.3);
    }

    public static TimingSnapshot timing(Lock lock, long sinceSeconds, Reason reason, double dispersion,
            SourceSnapshot... sources) {
        return new TimingSnapshot(NOON, lock, NOON.minus(Span.ofSeconds(sinceSeconds)), reason, LeapIndicator.NONE, 1,
                PPS_REFID, NOON, Span.ofNanos(2), dispersion, 10e-9, Span.ofSeconds(10), 12.3e-9, 12.3456, 0.0123,
                -12.3579, List.of(sources));
    }

    private static TimingSnapshot untimed(Lock lock, long sinceSeconds, Reason reason, SourceSnapshot... sources) {
        return new TimingSnapshot(NOON, lock, NOON.minus(Span.ofSeconds(sinceSeconds)), reason,
                LeapIndicator.UNSYNCHRONISED, 16, 0, NOON, Span.ZERO, 1, 0, Span.ZERO, 0, 0, 0, 0, List.of(sources));
    }

    public static SourceSnapshot pulse(Verdict verdict, Reason reason) {
        return new SourceSnapshot(new SourceId(1), "PPS", Kind.PULSE, verdict, reason, 118, -104e-9, 0.4, 12e-9, 8.1e-9,
                121e-9, SourceReception.NONE, SourceStatistics.NONE, SourceStanding.NONE);
    }

    public static SourceSnapshot label(Verdict verdict, Reason reason) {
        return new SourceSnapshot(new SourceId(0), "GPS", Kind.LABEL, verdict, reason, 0, Double.NaN, 0.3, Double.NaN,
                Double.NaN, Double.NaN, SourceReception.NONE, SourceStatistics.NONE, SourceStanding.NONE);
    }

    private static ReceiverReading receiver(Fix fix, int used, double signal) {
        List<Satellite> satellites = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            double heard = signal + 4 - i * 2;
            satellites.add(
                    new Satellite(i < 10 ? 'G' : 'R', 1 + i * 2, 10 + i * 5, i * 25, heard > 15 ? heard : Double.NaN,
                            i < used));
        }
        boolean fixed = fix != Fix.NONE;
        return new ReceiverReading("/dev/pts/3", fix, used, satellites.size(), satellites, fixed ? 51.4779 : Double.NaN,
                fixed ? -0.0015 : Double.NaN);
    }
}
