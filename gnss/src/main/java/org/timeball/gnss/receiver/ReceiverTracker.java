package org.timeball.gnss.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.gnss.nmea.NmeaFramer;
import org.timeball.gnss.nmea.NmeaMessage;
import org.timeball.gnss.nmea.NmeaMessage.Gga;
import org.timeball.gnss.nmea.NmeaMessage.Gll;
import org.timeball.gnss.nmea.NmeaMessage.Gns;
import org.timeball.gnss.nmea.NmeaMessage.Gsa;
import org.timeball.gnss.nmea.NmeaMessage.Gsv;
import org.timeball.gnss.nmea.NmeaMessage.Other;
import org.timeball.gnss.nmea.NmeaMessage.Rmc;
import org.timeball.gnss.nmea.NmeaMessage.Vtg;
import org.timeball.gnss.nmea.NmeaMessage.Zda;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.receiver.EpochLabels.Witness;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Follows one receiver: its bytes come in, second labels go out, and what it says of its fix can be asked for.
///
/// Time is believed from RMC with status A, mode other than N and a date, or from a date and time in ZDA that a GGA
/// with a quality of 1 or more confirms in the same epoch. RMC status V, GGA quality 0, GSA fix 1, GLL status V, GNS
/// and VTG mode N each deny it. Seconds are UTC. Of a receiver that speaks several times a second, the epochs on whole
/// seconds are labelled.
public final class ReceiverTracker {
    private static final int NO_FIX = 1;
    private static final int THREE_D = 3;

    private final DateRepair dates;
    private final EpochLabels epochs;
    private final SkyBoard sky = new SkyBoard();
    private final SentenceKinds kinds = new SentenceKinds();
    private final NmeaFramer framer;
    private final List<Observation> found = new ArrayList<>();
    private boolean gsaDenialPending;
    private double latitudeDegrees = Double.NaN;
    private double longitudeDegrees = Double.NaN;
    private double altitudeMetres = Double.NaN;
    private int usedByPosition;
    private boolean vouched;
    private long good;
    private long bad;

    /// @param source whom its labels belong to
    /// @param floor a date that has certainly passed (build date, or the last good one known): nearest to it lies the
    ///            century of a two-digit year, and dates before it are moved by whole GPS rollover periods
    public ReceiverTracker(SourceId source, UtcInstant floor) {
        dates = new DateRepair(floor);
        epochs = new EpochLabels(source, dates);
        framer = new NmeaFramer(new NmeaFramer.Sink() {
            @Override
            public void sentence(NmeaSentence sentence) {
                take(sentence);
            }

            @Override
            public void broken() {
                bad++;
            }
        });
    }

    /// Takes in a piece of the stream.
    ///
    /// @param arrival the clock's reading when it arrived
    /// @return the labels that this piece completed; usually none
    public List<Observation> accept(byte[] bytes, SystemInstant arrival) {
        framer.accept(bytes, arrival);
        if (found.isEmpty()) {
            return List.of();
        }
        List<Observation> out = List.copyOf(found);
        found.clear();
        return out;
    }

    /// Sentences with a correct checksum so far.
    public long goodSentences() {
        return good;
    }

    /// Sentences cut, damaged or without a checksum so far.
    public long badSentences() {
        return bad;
    }

    /// What the receiver said last.
    public FixState fixState() {
        long epoch = epochs.epochs();
        FixState.Mode mode = mode(epoch);
        boolean fixed = mode != FixState.Mode.NONE;
        int used = !fixed ? 0 : sky.hasGsa(epoch) && sky.usedCount() > 0 ? sky.usedCount() : usedByPosition;
        SecondLabel last = epochs.last();
        var satellites = sky.satellites(epoch);
        return new FixState(mode, used, satellites.size(), satellites, fixed ? latitudeDegrees : Double.NaN,
                fixed ? longitudeDegrees : Double.NaN, fixed ? altitudeMetres : Double.NaN,
                Optional.ofNullable(last).map(SecondLabel::second), kinds.lately(epoch), good, bad);
    }

    private FixState.Mode mode(long epoch) {
        if (!vouched || epochs.isDenied()) {
            return FixState.Mode.NONE;
        }
        boolean threeD = sky.hasGsa(epoch) ? sky.fix() >= THREE_D : !Double.isNaN(altitudeMetres);
        return threeD ? FixState.Mode.THREE_D : FixState.Mode.TWO_D;
    }

    private void take(NmeaSentence sentence) {
        good++;
        NmeaMessage message = sentence.message();
        if (gsaDenialPending && !(message instanceof Gsa)) {
            gsaDenialPending = false;
            epochs.deny(Witness.GSA, sentence.arrival());
        }
        switch (message) {
            case Rmc rmc -> rmc(rmc);
            case Zda zda -> zda(zda);
            case Gga gga -> gga(gga);
            case Gsa gsa -> gsa(gsa);
            case Gsv gsv -> sky.inView(gsv, epochs.epochs());
            case Gll gll -> testify(Witness.GLL, gll.timeOfDayNanos(), !gll.deniesFix(), sentence);
            case Gns gns -> gns(gns);
            case Vtg vtg -> {
                if (vtg.deniesFix()) {
                    epochs.deny(Witness.VTG, sentence.arrival());
                } else {
                    epochs.affirm(Witness.VTG);
                }
            }
            case Other _ -> {
            }
        }
        kinds.heard(sentence.addressCode(), epochs.epochs());
        epochs.label(sentence.arrival(), found);
    }

    private void rmc(Rmc rmc) {
        epochs.timed(rmc.timeOfDayNanos(), rmc.fields().arrival());
        dates.midnightNearest(rmc.yearOfCentury(), rmc.month(), rmc.day()).ifPresent(epochs::dated);
        testify(Witness.RMC, rmc.timeOfDayNanos(), rmc.isValid(), rmc.fields());
        vouched = rmc.isValid();
        position(rmc.latitudeDegrees(), rmc.longitudeDegrees());
    }

    private void zda(Zda zda) {
        epochs.timed(zda.timeOfDayNanos(), zda.fields().arrival());
        DateRepair.midnight(zda.year(), zda.month(), zda.day()).ifPresent(epochs::dated);
    }

    private void gga(Gga gga) {
        if (gga.quality() < 0) {
            return;
        }
        testify(Witness.GGA, gga.timeOfDayNanos(), gga.quality() > 0, gga.fields());
        vouched = gga.quality() > 0;
        usedByPosition = Math.max(0, gga.satellitesUsed());
        altitudeMetres = gga.altitudeMetres();
        position(gga.latitudeDegrees(), gga.longitudeDegrees());
    }

    private void gns(Gns gns) {
        testify(Witness.GNS, gns.timeOfDayNanos(), !gns.deniesFix(), gns.fields());
        usedByPosition = Math.max(0, gns.satellitesUsed());
        altitudeMetres = gns.altitudeMetres();
        position(gns.latitudeDegrees(), gns.longitudeDegrees());
    }

    /// Each system sends its own GSA, and one that has no satellites to offer may say 1 while another says 3: what
    /// counts is the best of the group, known when another kind of sentence follows.
    private void gsa(Gsa gsa) {
        sky.used(gsa, epochs.epochs());
        if (sky.fix() > NO_FIX) {
            gsaDenialPending = false;
            epochs.affirm(Witness.GSA);
        } else if (gsa.fix() == NO_FIX) {
            gsaDenialPending = true;
        }
    }

    private void testify(Witness witness, long timeOfDayNanos, boolean valid, NmeaSentence sentence) {
        epochs.timed(timeOfDayNanos, sentence.arrival());
        if (valid) {
            epochs.affirm(witness);
        } else {
            epochs.deny(witness, sentence.arrival());
        }
    }

    private void position(double latitude, double longitude) {
        if (!Double.isNaN(latitude) && !Double.isNaN(longitude)) {
            latitudeDegrees = latitude;
            longitudeDegrees = longitude;
        }
    }
}
