package org.timeball.timekeeping.leap;

import java.util.Optional;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// What is known of this day's leap second, and how far it has come. Immutable.
///
/// @param mode how it is carried out
/// @param table what is known beforehand
/// @param announced for the end of the present day
/// @param midnight reading (POSIX) at which that day ends, where a leap second is announced; else of the last one taken
/// @param phase of the leap second at that midnight
/// @param expiryTold whether it was said that the table is out of date
/// @param taiTold TAI minus UTC as last told to the system; 0 before
public record LeapPlan(LeapMode mode, LeapTable table, LeapIndicator announced, SystemInstant midnight, Phase phase,
        boolean expiryTold, int taiTold) {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /// How far a leap second has come.
    public enum Phase {
        /// None is near.
        NONE,
        /// It will be at midnight.
        AWAITED,
        /// A step was commanded and has not been reported yet.
        STEPPING,
        /// It is over.
        TAKEN,
        /// It is over, and the clock was set back by a second for it.
        SET_BACK
    }

    public static LeapPlan start(LeapMode mode, LeapTable table) {
        return new LeapPlan(mode, table, LeapIndicator.NONE, new SystemInstant(0), Phase.NONE, false, 0);
    }

    public LeapPlan with(LeapTable changed) {
        return new LeapPlan(mode, changed, announced, midnight, phase, false, taiTold);
    }

    /// After hearing what the sources say.
    ///
    /// @param now true time as well as it is known
    /// @param said by most sources; NONE where they say nothing
    public LeapPlan heard(SystemInstant now, LeapIndicator said) {
        if (phase == Phase.STEPPING || isJustTaken(now) || isOverdue(now)) {
            return this;
        }
        long second = Math.floorDiv(now.nanos(), SECOND);
        LeapIndicator known = table.isExpiredAt(second) ? LeapIndicator.NONE : table.endOfDay(second);
        boolean possible = UtcInstant.ofEpochSecond(second).isLeapSecondDay();
        LeapIndicator next = known != LeapIndicator.NONE ? known : possible ? said : LeapIndicator.NONE;
        if (next == announced) {
            return this;
        }
        SystemInstant end = new SystemInstant((Math.floorDiv(now.nanos(), DAY) + 1) * DAY);
        return next == LeapIndicator.NONE
                ? new LeapPlan(mode, table, next, midnight, Phase.NONE, expiryTold, taiTold)
                : new LeapPlan(mode, table, next, end, Phase.AWAITED, expiryTold, taiTold);
    }

    /// The moment has come, and a clock that takes the leap second by itself may be a little late.
    private boolean isOverdue(SystemInstant now) {
        return phase == Phase.AWAITED && !due().isAfter(now) && now.nanos() - midnight.nanos() < 2 * SECOND;
    }

    /// After an inserted second the clock reads the last second of the day once more.
    private boolean isJustTaken(SystemInstant now) {
        return isOver() && Math.abs(now.nanos() - midnight.nanos()) < 2 * SECOND;
    }

    /// The reading at which the clock's seconds and those of UTC part: midnight, or a second before it where one is
    /// deleted.
    public SystemInstant due() {
        return announced == LeapIndicator.DELETE ? midnight.minus(Span.ofSeconds(1)) : midnight;
    }

    /// Whether the moment has come.
    public boolean isDue(SystemInstant now) {
        return phase == Phase.AWAITED && !due().isAfter(now);
    }

    /// What is added to the clock's reading by the leap second.
    public Span step() {
        return Span.ofSeconds(announced == LeapIndicator.DELETE ? 1 : -1);
    }

    /// Whether a step that was seen is this leap second.
    ///
    /// @param at the reading just before it
    public boolean explains(SystemInstant at, Span stepped, Span tolerance) {
        boolean near = Math.abs(at.nanos() - due().nanos()) < 3 * SECOND;
        return (phase == Phase.AWAITED || phase == Phase.STEPPING) && near
                && stepped.minus(step()).abs().compareTo(tolerance) < 0;
    }

    public LeapPlan stepping() {
        return new LeapPlan(mode, table, announced, midnight, Phase.STEPPING, expiryTold, taiTold);
    }

    /// After the clock was stepped for it.
    public LeapPlan stepped() {
        return announced == LeapIndicator.DELETE
                ? taken()
                : new LeapPlan(mode, table, LeapIndicator.NONE, midnight, Phase.SET_BACK, expiryTold, taiTold);
    }

    /// Whether the last one is over.
    public boolean isOver() {
        return phase == Phase.TAKEN || phase == Phase.SET_BACK;
    }

    /// While the clock reads the last second of the day once more, before this: what it read before it was set back can be
    /// told from what it reads now.
    public SystemInstant foldEnd() {
        return midnight.minus(Span.ofMillis(500));
    }

    public LeapPlan taken() {
        return new LeapPlan(mode, table, LeapIndicator.NONE, midnight, Phase.TAKEN, expiryTold, taiTold);
    }

    public LeapPlan withExpiryTold() {
        return new LeapPlan(mode, table, announced, midnight, phase, true, taiTold);
    }

    public LeapPlan withTaiTold(int seconds) {
        return new LeapPlan(mode, table, announced, midnight, phase, expiryTold, seconds);
    }

    /// Whether an inserted second that a label names has the clock's reading of the second before: it has been taken.
    public boolean hasTaken(long posixSecond) {
        return isOver() && midnight.nanos() == posixSecond * SECOND;
    }

    /// TAI minus UTC at a moment, where the table tells.
    public Optional<Integer> taiOffsetAt(SystemInstant now) {
        return table.taiOffsetAt(Math.floorDiv(now.nanos(), SECOND));
    }
}
