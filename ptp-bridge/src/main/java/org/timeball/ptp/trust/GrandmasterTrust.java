package org.timeball.ptp.trust;

import java.util.Locale;
import java.util.Optional;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.management.PortState;
import org.timeball.ptp.trust.TrustSettings.Profile;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

/// Judges what a grandmaster claims. Nothing is believed that it does not say, and nothing that contradicts itself.
///
/// Class 6 (13 where ARB time is UTC) is a reference of stratum 0; class 7 (14), which runs on by itself within its
/// specification, of stratum 1, and so is one that does not say that its time is traceable. Classes out of holdover's
/// specification (52, 58, 187, 193, and 140 to 165 of the telecom profile), the default 248 and slave-only 255 are not
/// trusted: none of them bounds its error.
public final class GrandmasterTrust {
    /// Longer without a Sync, and what the grandmaster said last is history; or two and a half intervals, if that is
    /// more.
    private static final double SILENCE_SECONDS = 2.5;
    /// A clock class that claims a primary reference without an accuracy: what ordinary receivers and systems do.
    private static final double UNKNOWN_ACCURACY_SECONDS = 1e-3;
    /// Largest time error of a boundary clock (ITU-T G.8273.2, class A, max|TE|).
    private static final double STEP_SECONDS = 100e-9;
    /// From here on a master is not qualified (IEEE 1588-2008 section 9.3.2.5).
    private static final int MOST_STEPS = 254;
    /// TAI minus UTC since 1972 began.
    private static final int LEAST_UTC_OFFSET = 10;
    private static final double LONGEST_PATH_SECONDS = 1;
    private static final int UNKNOWN_VARIANCE = 65_535;
    private static final int VARIANCE_ZERO = 32_768;
    private static final double VARIANCE_SCALE = 256;

    private final TrustSettings settings;

    public GrandmasterTrust(TrustSettings settings) {
        this.settings = settings;
    }

    public Verdict judge(GrandmasterClaim claim) {
        Optional<String> doubt = link(claim).or(() -> timescale(claim.timescale()));
        if (doubt.isPresent()) {
            return new Verdict.Distrusted(doubt.get());
        }
        int clockClass = claim.quality().clockClass();
        return switch (clockClass) {
            case 6 -> trusted(claim, 0);
            case 7 -> trusted(claim, 1);
            case 13 -> settings.utc() ? trusted(claim, 0) : arbitrary(clockClass);
            case 14 -> settings.utc() ? trusted(claim, 1) : arbitrary(clockClass);
            case 135 -> settings.profile() == Profile.TELECOM
                    ? trusted(claim, 1)
                    : distrusted(clockClass, "belongs to another profile; say profile telecom if it is that one");
            case 52, 58, 187, 193 -> distrusted(clockClass, "has lost its reference and left its specification");
            case 140, 150, 160, 165 -> distrusted(clockClass, settings.profile() == Profile.TELECOM
                    ? "has lost its reference and left its specification"
                    : "belongs to another profile");
            case 248 -> distrusted(clockClass, "has no reference; if it has one, set its clockClass");
            case 255 -> distrusted(clockClass, "is a slave only");
            default -> distrusted(clockClass, "says nothing of its time");
        };
    }

    private static Verdict arbitrary(int clockClass) {
        return distrusted(clockClass, "keeps a time of its own; if that is UTC, say utc");
    }

    private static Verdict distrusted(int clockClass, String why) {
        return new Verdict.Distrusted("the grandmaster has clock class " + clockClass + ": it " + why);
    }

    private Optional<String> link(GrandmasterClaim claim) {
        double patience = SILENCE_SECONDS * Math.max(1, claim.syncInterval().seconds());
        if (claim.port() != PortState.SLAVE
                && !(settings.freeRunning() && claim.port() == PortState.UNCALIBRATED)) {
            return Optional.of("the port is " + claim.port() + (claim.port() == PortState.UNCALIBRATED
                    ? ": ptp4l is still setting the hardware clock"
                    : ": no master is followed"));
        }
        if (!claim.present()) {
            return Optional.of("no grandmaster is heard; check domain, transport and cable");
        }
        if (claim.age().seconds() > patience) {
            return Optional.of("the last Sync came " + seconds(claim.age()) + " ago");
        }
        if (claim.stepsRemoved() > MOST_STEPS) {
            return Optional.of("the grandmaster is " + claim.stepsRemoved() + " steps away; 254 are the most");
        }
        if (claim.pathDelay().seconds() > LONGEST_PATH_SECONDS) {
            return Optional.of("the path delay is " + seconds(claim.pathDelay()) + "; it must be below 1 s");
        }
        return Optional.empty();
    }

    private Optional<String> timescale(Timescale scale) {
        if (scale.leap59() && scale.leap61()) {
            return Optional.of("the grandmaster announces a leap second in both directions");
        }
        if (!scale.ptp()) {
            return settings.utc()
                    ? Optional.empty()
                    : Optional.of("the grandmaster is not on the PTP timescale; if its time is UTC, say utc");
        }
        if (!scale.utcOffsetValid()) {
            return Optional.of("the grandmaster's UTC offset, " + scale.utcOffset() + " s, is not valid");
        }
        return scale.utcOffset() < LEAST_UTC_OFFSET
                ? Optional.of("the grandmaster's UTC offset is " + scale.utcOffset() + " s; it cannot be below 10 s")
                : Optional.empty();
    }

    private Verdict trusted(GrandmasterClaim claim, int stratum) {
        double accuracy = accuracySeconds(claim.quality().accuracy());
        if (Double.isNaN(accuracy)) {
            return new Verdict.Distrusted("the grandmaster says that it may be wrong by more than 10 s");
        }
        double deviation = deviationSeconds(claim.quality().logVariance());
        if (deviation > 1) {
            return new Verdict.Distrusted("the grandmaster says that it scatters by more than 1 s");
        }
        double own = settings.freeRunning() ? 0 : claim.offset().abs().seconds();
        double dispersion = accuracy + deviation + own + STEP_SECONDS * claim.stepsRemoved();
        Timescale scale = claim.timescale();
        LeapIndicator leap = scale.leap61()
                ? LeapIndicator.INSERT
                : scale.leap59() ? LeapIndicator.DELETE : LeapIndicator.NONE;
        return new Verdict.Trusted(scale.timeTraceable() ? stratum : 1, Span.ofSeconds(dispersion), leap);
    }

    /// The bound that an accuracy stands for (IEEE 1588-2008 table 6); NaN where there is none.
    private static double accuracySeconds(int accuracy) {
        return switch (accuracy) {
            // 1588-2019 divides what 2008 calls 25 ns.
            case 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20 -> 25e-9;
            case 0x21 -> 100e-9;
            case 0x22 -> 250e-9;
            case 0x23 -> 1e-6;
            case 0x24 -> 2.5e-6;
            case 0x25 -> 10e-6;
            case 0x26 -> 25e-6;
            case 0x27 -> 100e-6;
            case 0x28 -> 250e-6;
            case 0x29 -> 1e-3;
            case 0x2a -> 2.5e-3;
            case 0x2b -> 10e-3;
            case 0x2c -> 25e-3;
            case 0x2d -> 100e-3;
            case 0x2e -> 250e-3;
            case 0x2f -> 1;
            case 0x30 -> 10;
            case 0x31 -> Double.NaN;
            default -> UNKNOWN_ACCURACY_SECONDS;
        };
    }

    private static double deviationSeconds(int logVariance) {
        return logVariance == UNKNOWN_VARIANCE
                ? 0
                : Math.pow(2, (logVariance - VARIANCE_ZERO) / VARIANCE_SCALE / 2);
    }

    private static String seconds(Span span) {
        return String.format(Locale.ROOT, "%.1f s", span.seconds());
    }
}
