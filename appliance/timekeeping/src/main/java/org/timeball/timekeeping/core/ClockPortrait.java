package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.local.LocalReference;
import org.timeball.timekeeping.manual.ManualEntries;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.smoothing.ServedTime;
import org.timeball.timekeeping.snapshot.ClockReport;
import org.timeball.timekeeping.snapshot.ManualReport;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.Tracking;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Paints the clock's part of the snapshot.
final class ClockPortrait {
    /// A clock is not corrected at the very moment that it is asked about.
    private static final Span JUST_BEFORE = Span.ofSeconds(1);

    private ClockPortrait() {
    }

    /// The snapshot with all that is to be said of the clock; with the own clock in place of a source's where that is
    /// served.
    static TimingSnapshot of(State state, TimingSnapshot plain) {
        LocalReference local = state.clock().local();
        TimingSnapshot shown = local.active()
                ? plain.served(LeapIndicator.NONE, local.settings().orElseThrow().stratum(), ReferenceId.LOCAL,
                        state.now().minus(JUST_BEFORE))
                : plain;
        ClockState clock = state.clock();
        return shown.with(new ClockReport(tracking(state, shown), manual(state), local.settings(), local.active(),
                clock.leap().taiOffsetAt(state.now()).orElse(0), served(state)));
    }

    private static Tracking tracking(State state, TimingSnapshot shown) {
        ClockState clock = state.clock();
        boolean unsynchronised = shown.stratum() >= TimingSnapshot.UNSYNCHRONISED_STRATUM;
        double believed = state.held().map(held -> held.reckoning().rate()).orElse(-clock.base().fraction());
        double skew = state.held().map(held -> held.reckoning().rateSigma())
                .orElseGet(() -> state.settings().steering().drift().map(d -> d.skewPpm() * 1e-6).orElse(0.0));
        return new Tracking(shown.refid(), unsynchronised ? 0 : shown.stratum(), shown.leap(), shown.referenceTime(),
                state.held().map(held -> state.offsetNow(held).seconds())
                        .orElseGet(() -> -clock.slew().restAt(state.now())),
                clock.history().lastOffsetSeconds(), clock.history().rmsOffsetSeconds(),
                -clock.base().fraction() * 1e6, (believed + clock.base().fraction()) * 1e6, skew * 1e6,
                shown.rootDelay(), shown.rootDispersionSeconds(), clock.history().intervalSeconds());
    }

    private static ManualReport manual(State state) {
        ManualEntries entries = state.clock().manual();
        if (!entries.enabled()) {
            return ManualReport.OFF;
        }
        List<ManualReport.Sample> samples = new ArrayList<>();
        double base = state.clock().base().fraction();
        Span correction = state.ledger().correctionAt(state.now());
        for (ManualEntries.Entry entry : entries.entries()) {
            double before = entry.at().since(state.freeNow()).seconds();
            Span corrected = correction.plus(Span.ofSeconds(base * before));
            samples.add(new ManualReport.Sample(new SystemInstant(entry.at().nanos()).plus(corrected),
                    entry.offset().plus(corrected).seconds(), entry.originalOffsetSeconds(),
                    entry.offset().minus(entries.offsetAt(entry.at(), -base)).seconds()));
        }
        ClockState.ManualChange change = state.clock().manualChange();
        return new ManualReport(true, samples, change.offsetSeconds(), change.changePpm(), -base * 1e6);
    }

    /// Where the leap second is smoothed, clients must not take it again.
    private static Optional<ServedTime> served(State state) {
        ClockState clock = state.clock();
        boolean slewsLeaps = clock.leap().mode() == LeapMode.SLEW;
        boolean leapTaken = slewsLeaps && clock.leap().isOver();
        return clock.smoother().map(smoother -> smoother.served(state.now(), clock.slew(),
                leapTaken || !smoother.settings().leapOnly(), smoother.active() && slewsLeaps));
    }
}
