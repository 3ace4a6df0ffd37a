package org.timeball.gnss.receiver;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Gathers what the messages of one epoch say of its time, and labels its second once.
///
/// An epoch is all that names the same time of day within [#LONGEST_EPOCH]. It is labelled FIX when a witness that can
/// vouch for time has vouched, a date was said in the same epoch, and nobody denied a fix. It is labelled NO_FIX as
/// soon as anybody denies one, even after a FIX label for the same second: then a second label takes the first back.
///
/// A NO_FIX label is not a time but the statement that there is none to believe. Where the receiver says neither date
/// nor time with it, as after a cold start, its second is counted on from the last labelled one or the floor.
final class EpochLabels {
    /// Receivers send an epoch's messages in one burst of less than a second. What names the same time of day later
    /// than this belongs to another epoch of a receiver whose time stands still.
    static final Span LONGEST_EPOCH = Span.ofMillis(900);
    /// A message that denied a fix which another claimed in the same epoch is believed for so long unless it changes
    /// its mind: some receivers send it every few seconds only.
    private static final Span DENIAL_LASTS = Span.ofSeconds(10);
    /// A receiver that saw forged signals and then says no more of it is doubted for so long.
    private static final Span FORGERY_LASTS = Span.ofSeconds(60);
    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;
    private static final long NAMELESS = -1;

    private final SourceId source;
    private final DateRepair dates;
    private final LeapNotice leap;
    private final Map<Witness, SystemInstant> disputes = new EnumMap<>(Witness.class);
    private boolean inEpoch;
    private long timeOfDayNanos = NAMELESS;
    private SystemInstant begun = new SystemInstant(0);
    private @Nullable UtcInstant midnight;
    private boolean vouched;
    private boolean denied;
    private @Nullable SystemInstant forgedAt;
    private @Nullable Standing labelled;
    private @Nullable UtcInstant lastDated;
    private @Nullable SecondLabel last;

    EpochLabels(SourceId source, DateRepair dates, LeapNotice leap) {
        this.source = source;
        this.dates = dates;
        this.leap = leap;
    }

    /// A message that names a time of day, or should but does not ([NmeaSentence#ABSENT]).
    ///
    /// @param arrival when its first byte arrived
    void timed(long nanosOfDay, SystemInstant arrival) {
        boolean young = inEpoch && arrival.compareTo(begun) >= 0
                && arrival.since(begun).compareTo(LONGEST_EPOCH) < 0;
        if (young && (nanosOfDay < 0 || nanosOfDay == timeOfDayNanos)) {
            return;
        }
        if (young && timeOfDayNanos == NAMELESS) {
            timeOfDayNanos = nanosOfDay;
            return;
        }
        inEpoch = true;
        timeOfDayNanos = nanosOfDay < 0 ? NAMELESS : nanosOfDay;
        begun = arrival;
        midnight = null;
        vouched = false;
        denied = false;
        labelled = null;
    }

    /// The epoch's date was said.
    void dated(UtcInstant midnightOfDate) {
        if (timeOfDayNanos != NAMELESS) {
            midnight = midnightOfDate;
        }
    }

    /// A witness says that there is a fix.
    void affirm(Witness witness) {
        vouched |= witness.vouchesForTime();
        disputes.remove(witness);
    }

    /// A witness says that there is no fix.
    void deny(Witness witness, SystemInstant arrival) {
        denied = true;
        if (vouched) {
            disputes.put(witness, arrival);
        }
    }

    /// The receiver's own judgement of the signals' authenticity (spoofDetState of NAV-STATUS, spoofing state of SEC-SIG):
    /// 0 unknown, 1 no spoofing, from 2 on spoofing indicated. While it is indicated no second is vouched for.
    void authenticity(int state, SystemInstant arrival) {
        if (state >= 2) {
            forgedAt = arrival;
        } else if (state == 1) {
            forgedAt = null;
        }
    }

    /// Whether signals are forged, as the receiver says.
    boolean isForged() {
        return forgedAt != null;
    }

    /// Whether anybody denies a fix at present.
    boolean isDenied() {
        return denied || !disputes.isEmpty();
    }

    @Nullable
    SecondLabel last() {
        return last;
    }

    /// Adds the label that is due now, if one is.
    ///
    /// @param arrival when the first byte of the latest message arrived
    void label(SystemInstant arrival, List<Observation> out) {
        if (!inEpoch || timeOfDayNanos != NAMELESS && timeOfDayNanos % NANOS != 0) {
            return;
        }
        disputes.values().removeIf(at -> arrival.since(at).compareTo(DENIAL_LASTS) > 0 || at.isAfter(arrival));
        if (forgedAt != null && arrival.since(forgedAt).compareTo(FORGERY_LASTS) > 0) {
            forgedAt = null;
        }
        UtcInstant stated = stated();
        if (denied || forgedAt != null || vouched && !disputes.isEmpty()) {
            if (labelled == null || labelled == Standing.FIX) {
                give(stated == null ? countedOn() : stated, Standing.NO_FIX, out);
            }
        } else if (vouched && stated != null && midnight != null && labelled == null) {
            lastDated = stated;
            give(stated, Standing.FIX, out);
        }
    }

    private void give(UtcInstant stated, Standing standing, List<Observation> out) {
        labelled = standing;
        DateRepair.Repaired repaired = dates.repair(stated);
        Standing known = standing == Standing.FIX && !repaired.plausible() ? Standing.IMPLAUSIBLE_DATE : standing;
        SecondLabel before = last;
        SecondLabel now = new SecondLabel(source, begun, repaired.second(), known,
                leap.at(repaired.second()), repaired.weeksAdded());
        if (before != null && before.second().equals(now.second()) && before.standing() == known
                && Math.abs(begun.nanos() - before.at().nanos()) < LONGEST_EPOCH.nanos()) {
            return;
        }
        last = now;
        out.add(now);
    }

    /// The second that the epoch names; where it names no date, that of the day on which it is nearest to the last
    /// dated one. Null if that cannot be said.
    private @Nullable UtcInstant stated() {
        if (timeOfDayNanos == NAMELESS) {
            return null;
        }
        long second = timeOfDayNanos / NANOS;
        if (midnight != null) {
            return at(midnight.epochSecond(), second);
        }
        if (lastDated == null) {
            return null;
        }
        long daysAway = Math.floorDiv(lastDated.epochSecond() - second + DAY_SECONDS / 2, DAY_SECONDS);
        return at(daysAway * DAY_SECONDS, second);
    }

    private static UtcInstant at(long midnightSeconds, long secondOfDay) {
        return secondOfDay == DAY_SECONDS
                ? new UtcInstant(midnightSeconds + DAY_SECONDS - 1, (int) NANOS)
                : UtcInstant.ofEpochSecond(midnightSeconds + secondOfDay);
    }

    private UtcInstant countedOn() {
        SecondLabel before = last;
        if (before == null) {
            return UtcInstant.ofEpochSecond(dates.floor().epochSecond());
        }
        long elapsed = Math.max(0, Math.round(begun.since(before.at()).seconds()));
        return before.second().plusSeconds(elapsed);
    }
}
