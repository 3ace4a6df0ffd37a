package org.timeball.daemon.box;

import java.util.List;
import java.util.Optional;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.Tracking;
import org.timeball.timekeeping.time.SystemInstant;

/// Reports of the clock.
final class ClockReports {
    private ClockReports() {
    }

    static TrackingReport tracking(TimingSnapshot snapshot) {
        Tracking is = snapshot.clock().tracking();
        // In holdover nothing is selected, and the clock still goes by what it heard last.
        SourceAddress source = snapshot.sources().stream().map(SourceSnapshot::reception)
                .filter(heard -> heard.refid() == is.refid()).flatMap(heard -> heard.address().stream()).findFirst()
                .<SourceAddress>map(SourceAddress.Ip::new).orElse(SourceAddress.NONE);
        return new TrackingReport(is.refid(), source, is.stratum(), is.leap(), is.referenceTime(),
                is.remainingSeconds(), is.lastOffsetSeconds(), is.rmsOffsetSeconds(), is.frequencyPpm(),
                is.residualPpm(), is.skewPpm(), is.rootDelay().seconds(), is.rootDispersionSeconds(),
                is.updateIntervalSeconds());
    }

    static Optional<SmoothingReport> smoothing(TimingSnapshot snapshot, SystemInstant now) {
        long at = now.nanos();
        return snapshot.clock().served()
                .map(served -> new SmoothingReport(served.active(), served.leapOnly(), served.addedSecondsAt(at),
                        served.rateAt(at) * 1e6, served.wanderAt(at) * 1e6,
                        Math.max(0, now.since(served.updated()).seconds()), served.remainingSecondsAt(at)));
    }

    static ManualReport manual(TimingSnapshot snapshot) {
        List<ManualSampleReport> samples = snapshot.clock().manual().samples().stream()
                .map(sample -> new ManualSampleReport(sample.when(), sample.slewedOffsetSeconds(),
                        sample.originalOffsetSeconds(), sample.residualSeconds()))
                .toList();
        return new ManualReport(samples);
    }

    /// What the last time set by hand led to.
    static SetTimeReport setTime(TimingSnapshot snapshot) {
        var manual = snapshot.clock().manual();
        return new SetTimeReport(manual.lastOffsetSeconds(), manual.lastChangePpm(), manual.frequencyPpm());
    }
}
