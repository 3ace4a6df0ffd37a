package org.timeball.gnss.receiver;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.receiver.FixReport.Accuracy;
import org.timeball.gnss.receiver.FixReport.Dilution;
import org.timeball.gnss.receiver.FixReport.Motion;
import org.timeball.gnss.receiver.FixReport.Position;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.timekeeping.time.UtcInstant;

/// Puts together what the messages of an epoch say, and reports it once the epoch is over: when a message names another
/// time, says that nothing more will come, or is of a kind that came already and names no time at all.
///
/// The report gives a time if one was said, its date is known (from this epoch, or carried on from an earlier one over
/// midnight), a message that can judge it has affirmed a fix since the last denial, and none denies one now. RMC and
/// GGA are believed in their denial until they change their mind, for [#DENIAL_LASTS] epochs at most.
final class EpochAssembler {
    /// A receiver may stop sending the kind of message in which it denied its fix; that is not for ever.
    private static final int DENIAL_LASTS = 10;
    /// A fix that had an altitude so many epochs ago is still taken for three-dimensional where nothing else is said of
    /// it: some receivers alternate between sentences with and without one.
    private static final int SOLID_LASTS = 5;
    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400 * NANOS;
    private static final long DAY_SECONDS = 86_400;
    private static final int NO_FIX = 1;
    private static final int THREE_D = 3;
    private static final int SATELLITES_FOR_HEIGHT = 4;
    /// What receivers give for a dilution that they do not know is 50 or more.
    private static final double WORST_DILUTION = 50;

    private final DateRepair dates;
    private final SkyBoard sky;
    private final EpochFix epoch = new EpochFix();
    private final long[] deniedUntil = new long[Witness.values().length];
    private @Nullable Consumer<FixReport> listener;
    private boolean open;
    private long name = EpochFix.UNSAID;
    private long count;
    private boolean affirmed;
    private long lastTimeOfDay = EpochFix.UNSAID;
    private long carriedMidnight = EpochFix.UNSAID;
    private OptionalInt leapSeconds = OptionalInt.empty();
    private int usedByPosition;
    private long altitudeAt = -SOLID_LASTS - 1;
    private Dilution dilution = Dilution.UNKNOWN;
    private Position lastPosition = Position.UNKNOWN;
    private Optional<Mode> lastMode = Optional.empty();

    EpochAssembler(DateRepair dates, SkyBoard sky) {
        this.dates = dates;
        this.sky = sky;
    }

    /// @param reports takes each epoch's report; without anybody to take them none is made
    void listener(Consumer<FixReport> reports) {
        listener = reports;
    }

    /// What has been said in this epoch, to be added to.
    EpochFix epoch() {
        return epoch;
    }

    /// Counts the epochs so far.
    long count() {
        return count;
    }

    /// A message names its epoch.
    ///
    /// @param epochName the same number for all messages of an epoch
    void named(long epochName) {
        if (open && name == epochName) {
            return;
        }
        if (open && name == EpochFix.UNSAID) {
            name = epochName;
            return;
        }
        close();
        begin(epochName);
    }

    /// The epoch that is going on has turned out to be known by another name too.
    void renamed(long from, long to) {
        name = open && name == from ? to : name;
    }

    /// A sentence that names its epoch by the time of day, or should but does not ([NmeaSentence#ABSENT]).
    ///
    /// @param name the epoch's name that follows from it
    void timed(Witness witness, long nanosOfDay, long epochName) {
        if (nanosOfDay >= 0) {
            if (open && name == EpochFix.UNSAID && epoch.heardBefore(witness)) {
                close();
            }
            named(epochName);
            timeOfDay(nanosOfDay);
            epoch.heardBefore(witness);
        } else if (!open) {
            begin(EpochFix.UNSAID);
            epoch.heardBefore(witness);
        } else if (epoch.heardBefore(witness)) {
            close();
            begin(EpochFix.UNSAID);
            epoch.heardBefore(witness);
        }
    }

    /// The epoch's time of day. Where it falls back by more than half a day, a carried date moves on; where a late
    /// sentence leaps ahead by as much, it moves back.
    void timeOfDay(long nanosOfDay) {
        if (carriedMidnight != EpochFix.UNSAID && Math.abs(nanosOfDay - lastTimeOfDay) > DAY_NANOS / 2) {
            carriedMidnight += nanosOfDay < lastTimeOfDay ? DAY_SECONDS : -DAY_SECONDS;
        }
        lastTimeOfDay = nanosOfDay;
        epoch.timeOfDayNanos = nanosOfDay;
    }

    /// The epoch's date.
    void dated(UtcInstant midnight) {
        epoch.midnightSeconds = midnight.epochSecond();
        if (epoch.timeOfDayNanos != EpochFix.UNSAID) {
            carriedMidnight = midnight.epochSecond();
        }
    }

    /// A message that can judge it says that there is a fix.
    void affirm(Witness witness) {
        deniedUntil[witness.ordinal()] = 0;
        if (witness.judgesFix()) {
            epoch.affirm();
        }
        affirmed = true;
    }

    /// A message says that there is no fix.
    ///
    /// @param lasting whether it counts until the same kind of message says otherwise
    void deny(Witness witness, boolean lasting) {
        epoch.deny();
        deniedUntil[witness.ordinal()] = lasting ? count + DENIAL_LASTS : 0;
        affirmed = false;
    }

    void leapSeconds(int gpsMinusUtc) {
        leapSeconds = OptionalInt.of(gpsMinusUtc);
    }

    OptionalInt leapSeconds() {
        return leapSeconds;
    }

    void satellitesUsed(int number) {
        usedByPosition = Math.max(0, number);
    }

    void dilution(Dilution said) {
        dilution = said;
    }

    Dilution dilution() {
        return dilution;
    }

    /// The epoch is over.
    void close() {
        if (!open) {
            return;
        }
        open = false;
        if (!Double.isNaN(epoch.latitude)) {
            lastPosition = position();
        }
        if (!Double.isNaN(epoch.altitude) && !isDenied()) {
            altitudeAt = count;
        }
        lastMode = mode();
        if (listener != null) {
            listener.accept(report());
        }
        name = EpochFix.UNSAID;
    }

    /// The place said last, in this epoch or an earlier one.
    Position lastPosition() {
        return Double.isNaN(epoch.latitude) ? lastPosition : position();
    }

    /// Satellites in the fix, by the list of them where there is one.
    int satellitesUsed() {
        int listed = sky.usedCount(count);
        return listed > 0 ? listed : usedByPosition;
    }

    /// The kind of fix; empty where nothing was said of it.
    Optional<Mode> mode() {
        if (isDenied()) {
            return Optional.of(Mode.NONE);
        }
        Mode said = epoch.mode;
        if (said != null) {
            return Optional.of(said);
        }
        int listed = epoch.satelliteFix > 0 ? epoch.satelliteFix : sky.hasGsa(count) ? sky.fix() : 0;
        if (listed == NO_FIX && epoch.satelliteFix > 0 || listed > NO_FIX) {
            return Optional.of(listed == NO_FIX
                    ? Mode.NONE
                    : listed == THREE_D || hasSolvedForHeight() ? Mode.THREE_D : Mode.TWO_D);
        }
        if (!epoch.isAffirmed()) {
            return Optional.empty();
        }
        return Optional.of(!Double.isNaN(epoch.altitude) || count - altitudeAt <= SOLID_LASTS
                ? Mode.THREE_D
                : Mode.TWO_D);
    }

    /// Whether the rest of an epoch contradicts a GSA that says two dimensions: a height, the satellites that it takes,
    /// and how well they lie for it.
    private boolean hasSolvedForHeight() {
        double vertical = dilution.vertical();
        return !Double.isNaN(epoch.altitude) && satellitesUsed() >= SATELLITES_FOR_HEIGHT && vertical > 0
                && vertical < WORST_DILUTION;
    }

    /// The kind of fix for whoever asks in the middle of an epoch: while it has not yet said enough, that of the last.
    Mode modeSoFar() {
        if (isDenied() || !affirmed) {
            return Mode.NONE;
        }
        boolean saidAll = epoch.mode != null || sky.hasGsa(count) || !Double.isNaN(epoch.altitude) || !open;
        Optional<Mode> now = mode();
        return (saidAll ? now.or(() -> lastMode) : lastMode.or(() -> now)).orElse(Mode.NONE);
    }

    private void begin(long epochName) {
        epoch.clear();
        open = true;
        name = epochName;
        count++;
    }

    private boolean isDenied() {
        boolean denied = epoch.isDenied();
        for (long until : deniedUntil) {
            denied |= until >= count && until > 0;
        }
        return denied;
    }

    private FixReport report() {
        Optional<Mode> mode = mode();
        boolean fixed = mode.isPresent() && mode.get() != Mode.NONE;
        return new FixReport(time(), mode, epoch.aid, fixed ? position() : Position.UNKNOWN,
                fixed ? new Motion(epoch.speed, epoch.course, epoch.climb) : Motion.UNKNOWN,
                new Accuracy(epoch.timeError, epoch.horizontalError, epoch.verticalError,
                        Optional.ofNullable(epoch.ellipse)),
                dilution, leapSeconds, fixed ? satellitesUsed() : 0, sky.satellites(count));
    }

    private Position position() {
        return new Position(epoch.latitude, epoch.longitude, epoch.altitude, epoch.height, epoch.separation);
    }

    private Optional<UtcInstant> time() {
        long midnight = epoch.midnightSeconds != EpochFix.UNSAID ? epoch.midnightSeconds : carriedMidnight;
        if (epoch.timeOfDayNanos == EpochFix.UNSAID || midnight == EpochFix.UNSAID || !affirmed || isDenied()) {
            return Optional.empty();
        }
        DateRepair.Repaired repaired = dates.repair(instant(midnight, epoch.timeOfDayNanos));
        return repaired.plausible() ? Optional.of(repaired.second()) : Optional.empty();
    }

    /// @param nanosOfDay a day's length and more is the leap second at its end
    private static UtcInstant instant(long midnightSeconds, long nanosOfDay) {
        return nanosOfDay >= DAY_NANOS
                ? new UtcInstant(midnightSeconds + DAY_SECONDS - 1, (int) (nanosOfDay - DAY_NANOS + NANOS))
                : new UtcInstant(midnightSeconds + nanosOfDay / NANOS, (int) (nanosOfDay % NANOS));
    }
}
