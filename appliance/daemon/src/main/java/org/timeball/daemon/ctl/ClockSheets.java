package org.timeball.daemon.ctl;

import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.TrackingReport;

/// The clock as chronyc shows it.
final class ClockSheets {
    static final String MANUAL = """
            #    Date     Time(UTC)    Slewed   Original   Residual
            =======================================================
            """;
    private static final String TRACKING = """
            Reference ID    : %s (%s)
            Stratum         : %s
            Ref time (UTC)  : %s
            System time     : %s of NTP time
            Last offset     : %s seconds
            RMS offset      : %s seconds
            Frequency       : %s
            Residual freq   : %s ppm
            Skew            : %s ppm
            Root delay      : %s seconds
            Root dispersion : %s seconds
            Update interval : %s seconds
            Leap status     : %s
            """;
    private static final String RTC = """
            RTC ref time (UTC) : %s
            Number of samples  : %s
            Number of runs     : %s
            Sample span period : %4s
            RTC is fast by     : %12s seconds
            RTC gains time at  : %9s ppm
            """;
    private static final String SMOOTHING = """
            Active         : %s %s
            Offset         : %s seconds
            Frequency      : %s ppm
            Wander         : %s ppm per second
            Last update    : %s seconds ago
            Remaining time : %s seconds
            """;

    private ClockSheets() {
    }

    /// @param reference name of what is followed
    static Sheet tracking(TrackingReport tracking, String reference) {
        double offset = tracking.offsetSeconds();
        double frequency = tracking.frequencyPpm();
        return Sheet.of(TRACKING, Cell.hex("referenceId", tracking.refid()), Cell.word("reference", reference),
                Cell.whole("stratum", tracking.stratum()), Cell.time("referenceTime", tracking.referenceTime()),
                // In CSV positive means that our clock is behind.
                new Cell("offsetSeconds", Figures.fixed(Math.abs(offset), 9) + " seconds " + pace(offset >= 0),
                        Figures.fixed(0 - offset, 9), offset),
                Cell.signed("lastOffsetSeconds", tracking.lastOffsetSeconds(), 9),
                Cell.fixed("rmsOffsetSeconds", tracking.rmsOffsetSeconds(), 9),
                new Cell("frequencyPpm", Figures.fixed(Math.abs(frequency), 3) + " ppm " + pace(frequency > 0),
                        Figures.fixed(frequency, 3), frequency),
                Cell.signed("residualPpm", tracking.residualPpm(), 3), Cell.fixed("skewPpm", tracking.skewPpm(), 3),
                Cell.fixed("rootDelaySeconds", tracking.rootDelaySeconds(), 9),
                Cell.fixed("rootDispersionSeconds", tracking.rootDispersionSeconds(), 9),
                Cell.fixed("updateIntervalSeconds", tracking.updateIntervalSeconds(), 1),
                Cell.word("leap", Figures.leap(tracking.leap())));
    }

    private static String pace(boolean fast) {
        return fast ? "fast" : "slow";
    }

    static Sheet rtc(RtcReport rtc) {
        return Sheet.of(RTC, Cell.time("referenceTime", rtc.referenceTime()), Cell.whole("samples", rtc.samples()),
                Cell.whole("runs", rtc.runs()), Cell.ago("spanSeconds", rtc.spanSeconds()),
                Cell.fixed("fastSeconds", rtc.fastSeconds(), 6), Cell.fixed("gainPpm", rtc.gainPpm(), 3));
    }

    static Sheet smoothing(SmoothingReport smoothing) {
        String leapOnly = smoothing.leapOnly() ? "(leap second only)" : "";
        return Sheet.of(SMOOTHING, Cell.yesNo("active", smoothing.active()),
                new Cell("leapOnly", leapOnly, leapOnly, smoothing.leapOnly()),
                Cell.signed("offsetSeconds", smoothing.offsetSeconds(), 9),
                Cell.signed("frequencyPpm", smoothing.frequencyPpm(), 6),
                Cell.signed("wanderPpmPerSecond", smoothing.wanderPpm(), 6),
                Cell.fixed("sinceUpdateSeconds", smoothing.sinceUpdateSeconds(), 1),
                Cell.fixed("remainingSeconds", smoothing.remainingSeconds(), 1));
    }

    static Sheet manual(ManualSampleReport sample, int index) {
        return Sheet.of("%2s %s %10s %10s %10s\n", Cell.whole("index", index),
                new Cell("time", Figures.isoDate(sample.when()), Figures.isoDate(sample.when()),
                        Cell.time("", sample.when()).json()),
                Cell.fixed("slewedOffsetSeconds", sample.slewedOffsetSeconds(), 2),
                Cell.fixed("originalOffsetSeconds", sample.originalOffsetSeconds(), 2),
                Cell.fixed("residualSeconds", sample.residualSeconds(), 2));
    }

    static Sheet setTime(SetTimeReport set) {
        return Sheet.of("Clock was %s seconds fast.  Frequency change = %sppm, new frequency = %sppm\n",
                Cell.fixed("offsetSeconds", set.offsetSeconds(), 2),
                Cell.fixed("frequencyChangePpm", set.frequencyChangePpm(), 2),
                Cell.fixed("newFrequencyPpm", set.newFrequencyPpm(), 2));
    }
}
