package org.timeball.timekeeping.observation;

import java.util.Optional;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.time.SystemInstant;

/// What an operator asks that concerns the clock itself. Whatever cannot be done in the core's present state changes
/// nothing; values are validated by whoever takes them in.
public sealed interface ClockRequest extends Request {
    /// Step the clock at once by what is left to slew (chronyc `makestep`).
    record MakeStep() implements ClockRequest {
    }

    /// When offsets may be stepped from now on (`makestep THRESHOLD LIMIT`).
    ///
    /// @param thresholdSeconds larger offsets are stepped
    /// @param limit in how many of the next clock updates; 0 never, negative always
    record StepPolicy(double thresholdSeconds, int limit) implements ClockRequest {
        public StepPolicy {
            if (!(thresholdSeconds >= 0)) {
                throw new IllegalArgumentException("step threshold is " + thresholdSeconds + " s; it must be >= 0");
            }
        }
    }

    /// The operator says what time it is (`settime`); counts only in manual mode.
    ///
    /// @param wanted true time at the observation's instant
    record SetTime(SystemInstant wanted) implements ClockRequest {
    }

    /// Manual mode (`manual on|off|reset`); a reset forgets all that was entered.
    record ManualMode(Switch to) implements ClockRequest {
        public enum Switch {
            OFF,
            ON,
            RESET
        }
    }

    /// Forget one entry of manual mode (`manual delete`).
    ///
    /// @param index in the snapshot's list, from 0
    record DeleteManual(int index) implements ClockRequest {
    }

    /// The free-running clock is faster by so much than believed (`dfreq`).
    ///
    /// @param ppm added to the believed rate error; positive slows the clock down
    record AdjustFrequency(double ppm) implements ClockRequest {
        public AdjustFrequency {
            requireFinite("frequency", ppm);
        }
    }

    /// Slew the clock (`doffset`).
    ///
    /// @param seconds added to the reading
    record AdjustOffset(double seconds) implements ClockRequest {
        public AdjustOffset {
            requireFinite("offset", seconds);
        }
    }

    /// `maxupdateskew`: a rate known no better than that is not used.
    record MaxUpdateSkew(double ppm) implements ClockRequest {
        public MaxUpdateSkew {
            if (!(ppm >= 0)) {
                throw new IllegalArgumentException("maxupdateskew is " + ppm + " ppm; it must be >= 0");
            }
        }
    }

    /// `local`: another local mode, or none.
    record LocalMode(Optional<LocalSettings> settings) implements ClockRequest {
    }

    /// `smoothtime reset|activate`.
    record SmoothTime(Action action) implements ClockRequest {
        public enum Action {
            RESET,
            ACTIVATE
        }
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be a finite number");
        }
    }
}
