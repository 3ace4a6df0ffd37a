package org.timeball.gnss.receiver;

import java.util.Optional;
import java.util.function.Consumer;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.receiver.FixReport.Aid;
import org.timeball.gnss.receiver.FixReport.Dilution;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.ubx.CivilTime;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.gnss.ubx.UbxMessage.Other;
import org.timeball.gnss.ubx.UbxNav;
import org.timeball.gnss.ubx.UbxSky;
import org.timeball.gnss.ubx.UbxStatus;
import org.timeball.gnss.ubx.UbxTiming;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Says what each UBX message is worth: for the label of its second, and for the fix of its epoch.
///
/// An epoch is known by its GPS time of week until the leap seconds are known, and by its UTC time of day from then on,
/// so that UBX and NMEA messages of one epoch meet.
final class UbxReading {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /// A second is not numbered by a time that may be wrong by more.
    private static final long WORST_TIME_NANOS = 100_000_000;
    /// The coarsest oscillator that a pulse was ever derived from has steps of some 100 ns.
    private static final long WORST_PULSE_NANOS = 1000;

    private final SourceId source;
    private final DateRepair dates;
    private final Consumer<Observation> announcements;
    private final EpochLabels labels;
    private final EpochAssembler fixes;
    private final SkyBoard sky;
    private final LeapNotice leap;
    private final SystemSecond second = new SystemSecond();
    private int nameOffsetSeconds;
    private boolean nameOffsetKnown;
    private long civilAt = -10;
    private Optional<UtcInstant> lastSecond = Optional.empty();

    /// @param announcements takes what is said of pulses to come
    UbxReading(SourceId source, DateRepair dates, Consumer<Observation> announcements, EpochLabels labels,
            EpochAssembler fixes, SkyBoard sky, LeapNotice leap) {
        this.source = source;
        this.dates = dates;
        this.announcements = announcements;
        this.labels = labels;
        this.fixes = fixes;
        this.sky = sky;
        this.leap = leap;
    }

    void take(UbxFrame frame) {
        SystemInstant arrival = frame.arrival();
        switch (frame.message()) {
            case UbxNav nav -> navigation(nav, arrival);
            case UbxSky seen -> sky(seen, arrival);
            case UbxTiming timing -> timing(timing, arrival);
            case UbxStatus.SignalSecurity security -> labels.authenticity(security.spoofing(), arrival);
            case UbxStatus _,Other _ -> {
            }
        }
    }

    private void navigation(UbxNav nav, SystemInstant arrival) {
        switch (nav) {
            case UbxNav.Pvt pvt -> pvt(pvt, arrival);
            case UbxNav.Hnr hnr -> hnr(hnr);
            case UbxNav.Solution solution -> solution(solution, arrival);
            case UbxNav.Status status -> {
                name(status.iTowMillis(), arrival);
                boolean fixed = status.isFixOk() && status.fixType() != 0;
                testify(Witness.STATUS, fixed, arrival);
                labels.authenticity(status.spoofing(), arrival);
            }
            case UbxNav.Position position -> {
                name(position.iTowMillis(), arrival);
                place(position.latitudeDegrees(), position.longitudeDegrees());
                fixes.epoch().level(position.altitudeMetres(), position.heightMetres(), Double.NaN);
                fixes.epoch().horizontalError = position.horizontalAccuracyMetres();
                fixes.epoch().verticalError = position.verticalAccuracyMetres();
            }
            case UbxNav.EcefPosition position -> {
                name(position.iTowMillis(), arrival);
                earthCentred(position.xMetres(), position.yMetres(), position.zMetres());
            }
            case UbxNav.Velocity velocity -> {
                name(velocity.iTowMillis(), arrival);
                fixes.epoch().move(velocity.groundSpeed(), velocity.course());
                fixes.epoch().climb = -velocity.downSpeed();
            }
            case UbxNav.Clock clock -> {
                name(clock.iTowMillis(), arrival);
                fixes.epoch().timeError = clock.timeAccuracyNanos() * 1e-9;
            }
            case UbxNav.EndOfEpoch end -> {
                name(end.iTowMillis(), arrival);
                fixes.close();
            }
        }
    }

    private void pvt(UbxNav.Pvt pvt, SystemInstant arrival) {
        name(pvt.iTowMillis(), arrival);
        boolean fixed = pvt.isFixOk() && pvt.fixType() != 0;
        civil(Witness.PVT, pvt, pvt.iTowMillis(), fixed, arrival);
        EpochFix epoch = fixes.epoch();
        fixes.satellitesUsed(pvt.satellitesUsed());
        epoch.timeError = pvt.timeAccuracyNanos() * 1e-9;
        if (fixed) {
            epoch.mode = mode(pvt.fixType());
            epoch.aid = aid(pvt.fixType(), pvt.isDifferential(), pvt.carrierSolution());
            epoch.place(pvt.latitudeDegrees(), pvt.longitudeDegrees());
            epoch.level(pvt.altitudeMetres(), pvt.heightMetres(), Double.NaN);
            epoch.move(pvt.groundSpeed(), pvt.course());
            epoch.climb = -pvt.downSpeed();
            epoch.horizontalError = pvt.horizontalAccuracyMetres();
            epoch.verticalError = pvt.verticalAccuracyMetres();
        }
    }

    /// The fix between epochs is an epoch of the report's own; it numbers no second.
    private void hnr(UbxNav.Hnr hnr) {
        boolean fixed = hnr.isFixOk() && hnr.fixType() != 0;
        if (!fixed || !hnr.isUtcResolved() || !second.ofCivil(hnr)) {
            return;
        }
        fixes.named(nameOf(hnr.iTowMillis()));
        fixes.timeOfDay(second.nanosOfDay());
        fixes.dated(second.midnight());
        fixes.affirm(Witness.HNR);
        EpochFix epoch = fixes.epoch();
        epoch.mode = mode(hnr.fixType());
        epoch.aid = aid(hnr.fixType(), false, 0);
        epoch.place(hnr.latitudeDegrees(), hnr.longitudeDegrees());
        epoch.level(hnr.altitudeMetres(), hnr.heightMetres(), Double.NaN);
        epoch.move(hnr.groundSpeed(), hnr.course());
    }

    private void solution(UbxNav.Solution solution, SystemInstant arrival) {
        name(solution.iTowMillis(), arrival);
        boolean fixed = solution.isFixOk() && solution.fixType() != 0;
        testify(Witness.SOLUTION, fixed, arrival);
        fixes.satellitesUsed(solution.satellitesUsed());
        if (solution.isGpsTimeValid() && fixes.leapSeconds().isPresent()) {
            second.ofGps(solution.week(), solution.iTowMillis(), solution.fractionNanos(),
                    fixes.leapSeconds().getAsInt());
            fallback(solution.iTowMillis(), false, arrival);
        }
        if (fixed) {
            fixes.epoch().mode = mode(solution.fixType());
            fixes.epoch().aid = aid(solution.fixType(), solution.isDifferential(), 0);
            earthCentred(solution.xMetres(), solution.yMetres(), solution.zMetres());
        }
    }

    private void sky(UbxSky seen, SystemInstant arrival) {
        switch (seen) {
            case UbxSky.Satellites satellites -> {
                name(satellites.iTowMillis(), arrival);
                sky.replace(satellites, fixes.count());
            }
            case UbxSky.Channels channels -> {
                name(channels.iTowMillis(), arrival);
                sky.replace(channels, fixes.count());
            }
            case UbxSky.Dilution dilution -> {
                name(dilution.iTowMillis(), arrival);
                fixes.dilution(new Dilution(dilution.geometric(), dilution.position(), dilution.horizontal(),
                        dilution.vertical(), dilution.time()));
            }
        }
    }

    private void timing(UbxTiming timing, SystemInstant arrival) {
        switch (timing) {
            case UbxTiming.UtcTime utc -> {
                name(utc.iTowMillis(), arrival);
                if (utc.isUtcResolved() && utc.accuracyNanos() < WORST_TIME_NANOS) {
                    civil(Witness.UTC, utc, utc.iTowMillis(), true, arrival);
                }
            }
            case UbxTiming.GpsTime gps -> {
                name(gps.iTowMillis(), arrival);
                if (gps.isTimeValid() && gps.isLeapValid()) {
                    learn(gps.leapSeconds());
                    second.ofGps(gps.week(), gps.iTowMillis(), gps.fractionNanos(), gps.leapSeconds());
                    fallback(gps.iTowMillis(), gps.accuracyNanos() < WORST_TIME_NANOS, arrival);
                }
            }
            case UbxTiming.SystemTime time -> {
                name(time.iTowMillis(), arrival);
                if (time.isTimeValid() && time.isLeapValid()) {
                    second.ofSystem(time);
                    fallback(time.iTowMillis(), time.accuracyNanos() < WORST_TIME_NANOS, arrival);
                }
            }
            case UbxTiming.GlonassTime time -> {
                name(time.iTowMillis(), arrival);
                if (time.isValid() && second.ofGlonass(time)) {
                    fallback(time.iTowMillis(), time.accuracyNanos() < WORST_TIME_NANOS, arrival);
                }
            }
            case UbxTiming.LeapSeconds said -> leapSeconds(said, arrival);
            case UbxTiming.RawMeasurements raw -> {
                if (raw.isLeapKnown()) {
                    learn(raw.leapSeconds());
                }
            }
            case UbxTiming.PulseNotice notice -> pulse(notice, arrival);
            case UbxTiming.TimeMark _,UbxTiming.SurveyIn _,UbxTiming.TimingSurveyIn _ -> {
            }
        }
    }

    private void leapSeconds(UbxTiming.LeapSeconds said, SystemInstant arrival) {
        name(said.iTowMillis(), arrival);
        if (said.isCurrentKnown()) {
            learn(said.current());
        }
        if (said.isEventKnown()) {
            lastSecond.ifPresent(now -> leap.announced(now, said.secondsToEvent(), said.change()));
        }
    }

    /// What is said of the next pulse. In GNSS time its second is known only with the leap seconds.
    private void pulse(UbxTiming.PulseNotice notice, SystemInstant arrival) {
        long nanos = Math.round(notice.errorPicos() * 1e-3);
        if (!notice.isErrorValid() || Math.abs(nanos) > WORST_PULSE_NANOS || notice.towMillis() % 1000 != 0
                || !notice.isUtc() && fixes.leapSeconds().isEmpty()) {
            return;
        }
        second.ofGps(notice.week(), notice.towMillis(), 0, notice.isUtc() ? 0 : fixes.leapSeconds().getAsInt());
        UtcInstant stated = second.midnight().plusSeconds(second.nanosOfDay() / (1000 * NANOS_PER_MILLI));
        DateRepair.Repaired repaired = dates.repair(stated);
        if (repaired.plausible()) {
            announcements.accept(new PulseError(source, arrival, repaired.second(), new Span(nanos)));
        }
    }

    private void learn(int gpsMinusUtc) {
        fixes.leapSeconds(gpsMinusUtc);
    }

    /// A message that says UTC outright.
    private void civil(Witness witness, CivilTime time, long iTowMillis, boolean fixed, SystemInstant arrival) {
        boolean resolved = time.isUtcResolved() && second.ofCivil(time);
        if (resolved) {
            civilAt = fixes.count();
            meet(iTowMillis);
            stated(arrival);
        } else {
            labels.timed(NmeaSentence.ABSENT, arrival);
        }
        if (witness == Witness.UTC) {
            affirm(witness);
        } else if (fixed && !resolved) {
            // A fix, but UTC not yet: the leap seconds have still to come from the almanac.
            labels.deny(witness, arrival);
        } else {
            testify(witness, fixed, arrival);
        }
    }

    /// A time reckoned from a system's own, for epochs in which no message says UTC outright; it numbers a second only
    /// where none did so in the last epoch either.
    private void fallback(long iTowMillis, boolean vouches, SystemInstant arrival) {
        if (fixes.count() == civilAt) {
            return;
        }
        meet(iTowMillis);
        fixes.timeOfDay(second.nanosOfDay());
        fixes.dated(second.midnight());
        if (fixes.count() - civilAt == 1) {
            return;
        }
        stated(arrival);
        if (vouches) {
            affirm(Witness.SYSTEM_TIME);
        }
    }

    private void stated(SystemInstant arrival) {
        fixes.timeOfDay(second.nanosOfDay());
        fixes.dated(second.midnight());
        second.roundToNearSecond();
        labels.timed(second.nanosOfDay(), arrival);
        labels.dated(second.midnight());
        lastSecond = Optional.of(second.midnight().plusSeconds(second.nanosOfDay() / (1000 * NANOS_PER_MILLI)));
    }

    private void testify(Witness witness, boolean fixed, SystemInstant arrival) {
        if (fixed) {
            affirm(witness);
        } else {
            labels.deny(witness, arrival);
            fixes.deny(witness, false);
        }
    }

    private void affirm(Witness witness) {
        labels.affirm(witness);
        fixes.affirm(witness);
    }

    private void name(long iTowMillis, SystemInstant arrival) {
        long name = nameOf(iTowMillis);
        fixes.named(name);
        labels.timed(name < 0 ? NmeaSentence.ABSENT : wholeSecondNear(name) * NANOS_PER_MILLI, arrival);
    }

    private static long wholeSecondNear(long millisOfDay) {
        long near = (millisOfDay + SystemSecond.ASIDE_MILLIS) / 1000 * 1000;
        return Math.abs(near - millisOfDay) <= SystemSecond.ASIDE_MILLIS ? near % DAY_MILLIS : millisOfDay;
    }

    private long nameOf(long iTowMillis) {
        return nameOffsetKnown ? Math.floorMod(iTowMillis - nameOffsetSeconds * 1000L, DAY_MILLIS) : -1 - iTowMillis;
    }

    /// The epoch with this time of week has turned out to have this time of day.
    private void meet(long iTowMillis) {
        long before = nameOf(iTowMillis);
        long millisOfDay = second.nanosOfDay() / NANOS_PER_MILLI;
        nameOffsetSeconds = (int) Math
                .floorDiv(Math.floorMod(iTowMillis - millisOfDay, DAY_MILLIS) + 500, 1000);
        nameOffsetKnown = true;
        fixes.renamed(before, nameOf(iTowMillis));
    }

    private void place(double latitude, double longitude) {
        fixes.epoch().place(latitude, longitude);
    }

    /// A coarser statement of the place, which no finer one of the same epoch must give way to.
    private void earthCentred(double x, double y, double z) {
        if (Double.isNaN(fixes.epoch().latitude) && Ellipsoid.isPlace(x, y, z)) {
            Ellipsoid.Place place = Ellipsoid.place(x, y, z);
            fixes.epoch().place(place.latitudeDegrees(), place.longitudeDegrees());
            fixes.epoch().level(Double.NaN, place.heightMetres(), Double.NaN);
        }
    }

    private static Mode mode(int fixType) {
        return switch (fixType) {
            case 2 -> Mode.TWO_D;
            case 1, 3, 4, 5 -> Mode.THREE_D;
            default -> Mode.NONE;
        };
    }

    private static Aid aid(int fixType, boolean differential, int carrierSolution) {
        if (fixType == 5) {
            return Aid.TIME_ONLY;
        }
        if (carrierSolution != 0) {
            return carrierSolution == 2 ? Aid.RTK_FIXED : Aid.RTK_FLOAT;
        }
        if (fixType == 1) {
            return Aid.DEAD_RECKONING;
        }
        if (fixType == 4) {
            return Aid.GNSS_AND_DEAD_RECKONING;
        }
        return differential ? Aid.DIFFERENTIAL : Aid.NONE;
    }
}
