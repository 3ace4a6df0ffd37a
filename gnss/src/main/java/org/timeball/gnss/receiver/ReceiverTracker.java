package org.timeball.gnss.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.receiver.FixReport.Position;
import org.timeball.gnss.stream.StreamFramer;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Follows one receiver: its bytes come in, in NMEA, UBX or both, second labels go out, and what it says of its fix can
/// be asked for, or heard an epoch at a time.
///
/// Time is believed from RMC with status A, mode other than N and a date; from a date and time in ZDA that a GGA with a
/// quality of 1 or more or a GNS with a fix confirms in the same epoch; from NAV-PVT with a fix and UTC fully resolved;
/// from NAV-TIMEUTC with valid UTC; and from a system's own time with valid leap seconds. RMC status V, GGA quality 0,
/// GSA fix 1, GLL status V, GNS and VTG mode N, and a NAV-PVT, NAV-SOL or NAV-STATUS without fix each deny it. Seconds
/// are UTC. Of a receiver that speaks several times a second, the epochs on whole seconds are labelled.
public final class ReceiverTracker {
    private final EpochLabels labels;
    private final EpochAssembler fixes;
    private final SkyBoard sky = new SkyBoard();
    private final SentenceKinds kinds = new SentenceKinds();
    private final NmeaReading nmea;
    private final UbxReading ubx;
    private final StreamFramer framer;
    private final List<Observation> found = new ArrayList<>();
    private @Nullable ReceiverListener listener;
    private long good;
    private long bad;

    /// @param source whom its labels belong to
    /// @param floor a date that has certainly passed (build date, or the last good one known): nearest to it lies the
    ///            century of a two-digit year, and dates before it are moved by whole GPS rollover periods
    public ReceiverTracker(SourceId source, UtcInstant floor) {
        DateRepair dates = new DateRepair(floor);
        LeapNotice leap = new LeapNotice();
        labels = new EpochLabels(source, dates, leap);
        fixes = new EpochAssembler(dates, sky);
        nmea = new NmeaReading(dates, labels, fixes, sky);
        ubx = new UbxReading(source, dates, found::add, labels, fixes, sky, leap);
        framer = new StreamFramer(new StreamFramer.Sink() {
            @Override
            public void sentence(NmeaSentence sentence) {
                good++;
                if (listener != null) {
                    listener.sentence(sentence);
                }
                nmea.take(sentence);
                kinds.heard(sentence.addressCode(), fixes.count());
                labels.label(sentence.arrival(), found);
            }

            @Override
            public void frame(UbxFrame frame) {
                good++;
                if (listener != null) {
                    listener.frame(frame);
                }
                ubx.take(frame);
                kinds.heard(frame, fixes.count());
                labels.label(frame.arrival(), found);
            }

            @Override
            public void broken() {
                bad++;
            }
        });
    }

    /// Tells somebody of all that is heard from now on; fixes when their epoch is over.
    public void listener(ReceiverListener hearing) {
        listener = hearing;
        fixes.listener(hearing::fixed);
    }

    /// Takes in a piece of the stream.
    ///
    /// @param arrival the clock's reading when it arrived
    /// @return the labels, and notices of pulses to come, that this piece completed; usually none
    public List<Observation> accept(byte[] bytes, SystemInstant arrival) {
        return accept(bytes, 0, bytes.length, arrival);
    }

    /// Takes in a piece of the stream that is part of an array.
    ///
    /// @param arrival the clock's reading when it arrived
    /// @return the labels, and notices of pulses to come, that this piece completed; usually none
    public List<Observation> accept(byte[] bytes, int offset, int length, SystemInstant arrival) {
        framer.accept(bytes, offset, length, arrival);
        if (found.isEmpty()) {
            return List.of();
        }
        List<Observation> out = List.copyOf(found);
        found.clear();
        if (listener != null) {
            out.forEach(observation -> tell(listener, observation));
        }
        return out;
    }

    private static void tell(ReceiverListener listener, Observation observation) {
        if (observation instanceof SecondLabel label) {
            listener.labelled(label);
        } else if (observation instanceof PulseError error) {
            listener.announced(error);
        }
    }

    /// The receiver pauses: the epoch that is going on is over.
    public void pause() {
        fixes.close();
    }

    /// The stream has ended.
    public void finish() {
        framer.finish();
        fixes.close();
    }

    /// Sentences and frames with a correct checksum so far.
    public long goodSentences() {
        return good;
    }

    /// Sentences and frames cut, damaged or without a checksum so far.
    public long badSentences() {
        return bad;
    }

    /// Whether the receiver says that signals are forged; then it vouches for no second.
    public boolean isForged() {
        return labels.isForged();
    }

    /// What the receiver said last.
    public FixState fixState() {
        long epoch = fixes.count();
        FixState.Mode mode = labels.isDenied() ? FixState.Mode.NONE : fixes.modeSoFar();
        boolean fixed = mode != FixState.Mode.NONE;
        Position place = fixed ? fixes.lastPosition() : Position.UNKNOWN;
        var satellites = sky.satellites(epoch);
        return new FixState(mode, fixed ? fixes.satellitesUsed() : 0, satellites.size(), satellites,
                place.latitudeDegrees(), place.longitudeDegrees(), place.altitudeMetres(),
                Optional.ofNullable(labels.last()).map(SecondLabel::second), kinds.lately(epoch), good, bad);
    }
}
