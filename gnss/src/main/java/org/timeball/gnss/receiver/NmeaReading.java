package org.timeball.gnss.receiver;

import org.timeball.gnss.nmea.NmeaMessage;
import org.timeball.gnss.nmea.NmeaMessage.Gbs;
import org.timeball.gnss.nmea.NmeaMessage.Gga;
import org.timeball.gnss.nmea.NmeaMessage.Gll;
import org.timeball.gnss.nmea.NmeaMessage.Gns;
import org.timeball.gnss.nmea.NmeaMessage.Gsa;
import org.timeball.gnss.nmea.NmeaMessage.Gst;
import org.timeball.gnss.nmea.NmeaMessage.Gsv;
import org.timeball.gnss.nmea.NmeaMessage.Other;
import org.timeball.gnss.nmea.NmeaMessage.Rmc;
import org.timeball.gnss.nmea.NmeaMessage.Txt;
import org.timeball.gnss.nmea.NmeaMessage.Vtg;
import org.timeball.gnss.nmea.NmeaMessage.Zda;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.nmea.VendorMessage.GarminFix;
import org.timeball.gnss.nmea.VendorMessage.UbloxPosition;
import org.timeball.gnss.nmea.VendorMessage.UbloxTime;
import org.timeball.gnss.receiver.FixReport.Aid;
import org.timeball.gnss.receiver.FixReport.Dilution;
import org.timeball.gnss.receiver.FixReport.ErrorEllipse;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.timekeeping.time.SystemInstant;

/// Says what each NMEA sentence is worth: for the label of its second, and for the fix of its epoch.
final class NmeaReading {
    private static final double METRES_PER_SECOND_IN_KNOTS = 1852.0 / 3600;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int NO_FIX = 1;

    private final DateRepair dates;
    private final EpochLabels labels;
    private final EpochAssembler fixes;
    private final SkyBoard sky;
    private boolean gsaDenialPending;

    NmeaReading(DateRepair dates, EpochLabels labels, EpochAssembler fixes, SkyBoard sky) {
        this.dates = dates;
        this.labels = labels;
        this.fixes = fixes;
        this.sky = sky;
    }

    void take(NmeaSentence sentence) {
        NmeaMessage message = sentence.message();
        if (gsaDenialPending && !(message instanceof Gsa)) {
            gsaDenialPending = false;
            labels.deny(Witness.GSA, sentence.arrival());
        }
        switch (message) {
            case Rmc rmc -> rmc(rmc);
            case Zda zda -> zda(zda);
            case Gga gga -> gga(gga);
            case Gsa gsa -> gsa(gsa);
            case Gsv gsv -> sky.inView(gsv, fixes.count());
            case Gll gll -> gll(gll);
            case Gns gns -> gns(gns);
            case Vtg vtg -> vtg(vtg);
            case Gst gst -> gst(gst);
            case Gbs gbs -> name(Witness.GBS, gbs.timeOfDayNanos());
            case UbloxPosition position -> ubloxPosition(position);
            case UbloxTime time -> ubloxTime(time);
            case GarminFix fix -> garmin(fix);
            case Txt _,Other _ -> {
            }
        }
    }

    private void rmc(Rmc rmc) {
        timed(Witness.RMC, rmc.timeOfDayNanos(), rmc.fields().arrival());
        date(rmc.yearOfCentury(), rmc.month(), rmc.day());
        testify(Witness.RMC, rmc.isValid(), true, rmc.fields().arrival());
        if (rmc.isValid()) {
            fixes.epoch().place(rmc.latitudeDegrees(), rmc.longitudeDegrees());
            fixes.epoch().move(rmc.speedKnots() * METRES_PER_SECOND_IN_KNOTS, rmc.courseDegrees());
        }
    }

    private void zda(Zda zda) {
        timed(Witness.ZDA, zda.timeOfDayNanos(), zda.fields().arrival());
        DateRepair.midnight(zda.year(), zda.month(), zda.day()).ifPresent(midnight -> {
            labels.dated(midnight);
            fixes.dated(midnight);
        });
    }

    private void gga(Gga gga) {
        if (gga.quality() < 0) {
            return;
        }
        timed(Witness.GGA, gga.timeOfDayNanos(), gga.fields().arrival());
        testify(Witness.GGA, gga.quality() > 0, true, gga.fields().arrival());
        fixes.satellitesUsed(gga.satellitesUsed());
        if (gga.quality() > 0) {
            EpochFix epoch = fixes.epoch();
            epoch.place(gga.latitudeDegrees(), gga.longitudeDegrees());
            epoch.level(gga.altitudeMetres(), Double.NaN, gga.geoidSeparationMetres());
            epoch.aid = switch (gga.quality()) {
                case 2 -> Aid.DIFFERENTIAL;
                case 3 -> Aid.PRECISE;
                case 4 -> Aid.RTK_FIXED;
                case 5 -> Aid.RTK_FLOAT;
                case 6 -> Aid.DEAD_RECKONING;
                case 7 -> Aid.TIME_ONLY;
                case 8 -> Aid.SIMULATED;
                default -> Aid.NONE;
            };
        }
    }

    private void gns(Gns gns) {
        timed(Witness.GNS, gns.timeOfDayNanos(), gns.fields().arrival());
        testify(Witness.GNS, !gns.deniesFix(), false, gns.fields().arrival());
        fixes.satellitesUsed(gns.satellitesUsed());
        if (!gns.deniesFix()) {
            fixes.epoch().place(gns.latitudeDegrees(), gns.longitudeDegrees());
            fixes.epoch().level(gns.altitudeMetres(), Double.NaN, gns.geoidSeparationMetres());
        }
    }

    private void gll(Gll gll) {
        timed(Witness.GLL, gll.timeOfDayNanos(), gll.fields().arrival());
        if (gll.deniesFix()) {
            testify(Witness.GLL, false, false, gll.fields().arrival());
            return;
        }
        labels.affirm(Witness.GLL);
        if (gll.isValid()) {
            fixes.affirm(Witness.GLL);
        }
        fixes.epoch().place(gll.latitudeDegrees(), gll.longitudeDegrees());
    }

    private void vtg(Vtg vtg) {
        if (vtg.deniesFix()) {
            // It names no time: the second one after a time is the first of an epoch without.
            name(Witness.VTG, NmeaSentence.ABSENT);
            testify(Witness.VTG, false, false, vtg.fields().arrival());
        } else {
            labels.affirm(Witness.VTG);
            fixes.epoch().heardBefore(Witness.VTG);
            fixes.epoch().move(vtg.speedKnots() * METRES_PER_SECOND_IN_KNOTS, vtg.courseDegrees());
        }
    }

    /// Each system sends its own GSA, and one that has no satellites to offer may say 1 while another says 3: what
    /// counts is the best of the group, known when another kind of sentence follows.
    private void gsa(Gsa gsa) {
        sky.used(gsa, fixes.count());
        fixes.epoch().satelliteFix = Math.max(fixes.epoch().satelliteFix, gsa.fix());
        fixes.dilution(new Dilution(Double.NaN, gsa.positionDilution(), gsa.horizontalDilution(),
                gsa.verticalDilution(), Double.NaN));
        if (sky.fix() > NO_FIX) {
            gsaDenialPending = false;
            labels.affirm(Witness.GSA);
        } else if (gsa.fix() == NO_FIX) {
            gsaDenialPending = true;
        }
    }

    private void gst(Gst gst) {
        name(Witness.GST, gst.timeOfDayNanos());
        fixes.epoch().ellipse = new ErrorEllipse(gst.rangeMetres(), gst.majorMetres(), gst.minorMetres(),
                gst.orientationDegrees(), gst.latitudeMetres(), gst.longitudeMetres(), gst.altitudeMetres());
    }

    private void ubloxPosition(UbloxPosition position) {
        timed(Witness.UBLOX_POSITION, position.timeOfDayNanos(), position.fields().arrival());
        int fix = position.fix();
        if (fix == 0) {
            return;
        }
        testify(Witness.UBLOX_POSITION, fix > NO_FIX, false, position.fields().arrival());
        if (fix > NO_FIX) {
            fixes.epoch().mode = fix == 2 ? Mode.TWO_D : Mode.THREE_D;
            fixes.epoch().place(position.latitudeDegrees(), position.longitudeDegrees());
            fixes.epoch().level(Double.NaN, position.heightMetres(), Double.NaN);
        }
    }

    private void ubloxTime(UbloxTime time) {
        timed(Witness.UBLOX_TIME, time.timeOfDayNanos(), time.fields().arrival());
        date(time.yearOfCentury(), time.month(), time.day());
        if (time.isLeapKnown()) {
            fixes.leapSeconds(time.leapSeconds());
        }
    }

    private void garmin(GarminFix fix) {
        timed(Witness.GARMIN, fix.timeOfDayNanos(), fix.fields().arrival());
        date(fix.yearOfCentury(), fix.month(), fix.day());
        if (fix.fix() < 0) {
            return;
        }
        testify(Witness.GARMIN, fix.fix() > 0, false, fix.fields().arrival());
        if (fix.fix() > 0) {
            fixes.epoch().mode = fix.fix() == 1 ? Mode.TWO_D : Mode.THREE_D;
            fixes.epoch().place(fix.latitudeDegrees(), fix.longitudeDegrees());
            if (fix.leapSeconds() > 0) {
                fixes.leapSeconds(fix.leapSeconds());
            }
        }
    }

    private void date(int yearOfCentury, int month, int day) {
        dates.midnightNearest(yearOfCentury, month, day).ifPresent(midnight -> {
            labels.dated(midnight);
            fixes.dated(midnight);
        });
    }

    private void timed(Witness witness, long nanosOfDay, SystemInstant arrival) {
        labels.timed(nanosOfDay, arrival);
        name(witness, nanosOfDay);
    }

    /// The epoch by a time of day that no label needs.
    private void name(Witness witness, long nanosOfDay) {
        fixes.timed(witness, nanosOfDay, Math.floorDiv(nanosOfDay, NANOS_PER_MILLI));
    }

    private void testify(Witness witness, boolean valid, boolean lasting, SystemInstant arrival) {
        if (valid) {
            labels.affirm(witness);
            fixes.affirm(witness);
        } else {
            labels.deny(witness, arrival);
            fixes.deny(witness, lasting);
        }
    }
}
