package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// One source of a [FakeBox], with numbers that a test can tell apart.
public final class FakeSource {
    public SourceAddress address;
    public String name;
    public SourceReport.Mode mode = SourceReport.Mode.CLIENT;
    public SourceReport.State state = SourceReport.State.NOT_SELECTABLE;
    public SelectReport.State selectState = SelectReport.State.MISSING_SAMPLES;
    public int stratum;
    public int minPoll = 6;
    public int maxPoll = 10;
    public int minStratum;
    public int pollTarget = 8;
    public double maxDelay = 3;
    public double maxDelayRatio;
    public double maxDelayDevRatio = 10;
    public double correction;
    public int reach;
    public long sinceSample = Report.NEVER;
    public double measured;
    public double adjusted;
    public double error;
    public int samples;
    public int runs;
    public long span;
    public double deviation = 4;
    public double residual;
    public double skew = 2000;
    public boolean online = true;
    public int burstGood;
    public int burstTotal;
    public SelectionFlags flags = SelectionFlags.NONE;
    public AuthReport auth = AuthReport.NOT_AUTHENTICATED;

    public FakeSource(SourceAddress address, String name) {
        this.address = address;
        this.name = name;
    }

    int refid() {
        return switch (address) {
            case SourceAddress.Refclock(int refid) -> refid;
            case SourceAddress.Ip(IpAddress ip) when ip.isV4() -> ip.v4Bits();
            case SourceAddress.Ip(IpAddress ip) -> (int) ip.low();
            case SourceAddress.Unresolved _,SourceAddress.None _ -> 0;
        };
    }

    boolean isNtp() {
        return !(address instanceof SourceAddress.Refclock);
    }

    SourceReport report() {
        return new SourceReport(address, minPoll, stratum, state, mode, reach, sinceSample, measured, adjusted, error);
    }

    SourceStatsReport stats() {
        return new SourceStatsReport(refid(), address, samples, runs, span, deviation, residual, skew, adjusted, error);
    }

    SelectReport select() {
        return new SelectReport(refid(), address, selectState, auth.mode() != AuthReport.Mode.NONE, LeapIndicator.NONE,
                flags, flags, sinceSample, 1, adjusted - error, adjusted + error);
    }

    NtpDataReport ntpData() {
        return new NtpDataReport(address, new SourceAddress.Ip(IpAddress.v4(192, 0, 2, 99)), 123,
                new NtpDataReport.Packet(LeapIndicator.NONE, 4, 4, stratum, minPoll, -24, 0.25, 0.5, 0x47505300,
                        new SystemInstant(1_700_000_000_123_456_789L)),
                measured, 0.000123, 0.0000042, 0.000031, -0.25, 0x3fe, true, false, 'K', 'H',
                new NtpDataReport.Counts(101, 100, 99, 98, 97, 96, 95, 94));
    }

    void reset() {
        samples = 0;
        runs = 0;
        span = 0;
        deviation = 4;
        skew = 2000;
        residual = 0;
        measured = 0;
        adjusted = 0;
        error = 0;
        reach = 0;
        stratum = 0;
        sinceSample = Report.NEVER;
        state = SourceReport.State.NOT_SELECTABLE;
        selectState = SelectReport.State.MISSING_SAMPLES;
    }
}
