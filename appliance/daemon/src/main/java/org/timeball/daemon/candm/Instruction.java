package org.timeball.daemon.candm;

import java.util.List;
import org.timeball.ntp.access.AccessRule;
import org.timeball.timekeeping.time.SystemInstant;

/// A request that changes something; only taken from the Unix socket. Numbers are as the operator gave them: whoever
/// carries them out checks their range.
public sealed interface Instruction extends Request {
    /// `online`, `offline`. Nothing matched: [Status#NO_SUCH_SOURCE].
    ///
    /// @param online whether they are to be polled
    /// @param sources which
    record SetOnline(boolean online, SourceSet sources) implements Instruction {
    }

    /// `onoffline`: every source goes online or offline as the routing table says. Never fails.
    record OnOffline() implements Instruction {
    }

    /// `burst GOOD/TOTAL`. Nothing matched: [Status#NO_SUCH_SOURCE].
    ///
    /// @param goodSamples ends the burst
    /// @param totalSamples ends it at the latest
    /// @param sources which
    record Burst(int goodSamples, int totalSamples, SourceSet sources) implements Instruction {
    }

    /// `minpoll`, `maxpoll`, `maxdelay` and so on. No such source: [Status#NO_SUCH_SOURCE].
    record ModifySource(SourceAddress source, Change change) implements Instruction {
    }

    /// `selectopts`.
    ///
    /// @param source an NTP source or a refclock
    /// @param mask which options change
    /// @param wanted their new values
    record ModifySelection(SourceAddress source, SelectionFlags mask, SelectionFlags wanted) implements Instruction {
    }

    /// `offset`.
    ///
    /// @param source an NTP source or a refclock
    /// @param seconds correction added to what the source says, as the `offset` option of a configuration line
    record ModifyOffset(SourceAddress source, double seconds) implements Instruction {
    }

    /// `add server|peer|pool`: [Status#SOURCE_ALREADY_KNOWN], [Status#TOO_MANY_SOURCES], [Status#INVALID_FAMILY],
    /// [Status#INVALID_NAME]. A name that cannot be resolved is accepted and tried again.
    record AddSource(NewSource source) implements Instruction {
    }

    /// `delete`.
    record DeleteSource(SourceAddress source) implements Instruction {
    }

    /// `refresh`: the names of all sources are resolved anew.
    record Refresh() implements Instruction {
    }

    /// `reload sources`: the files of `sourcedir` are read anew.
    record ReloadSources() implements Instruction {
    }

    /// `reset sources`: all measurements are dropped.
    record ResetSources() implements Instruction {
    }

    /// `reselect`: the best source is selected without regard to which was.
    record Reselect() implements Instruction {
    }

    /// `reselectdist`.
    ///
    /// @param seconds added to the distance of those that are not selected
    record ReselectDistance(double seconds) implements Instruction {
    }

    /// `maxupdateskew`.
    ///
    /// @param ppm largest skew with which the frequency is updated
    record MaxUpdateSkew(double ppm) implements Instruction {
    }

    /// `makestep` alone: what is still to be slewed is stepped now. [Status#FAILED] if the clock cannot be stepped.
    record MakeStep() implements Instruction {
    }

    /// `makestep THRESHOLD LIMIT`.
    ///
    /// @param limit updates within which a step is allowed; negative: always, 0: never
    /// @param thresholdSeconds larger offsets are stepped
    record StepPolicy(int limit, double thresholdSeconds) implements Instruction {
    }

    /// `settime`; carried out by [Box#setTime], since its answer is more than a status.
    ///
    /// @param time true time as the operator sees it
    record SetTime(SystemInstant time) implements Instruction {
    }

    /// `manual on|off|reset`.
    record ManualMode(Mode mode) implements Instruction {
        /// In the order of the numbers on the wire.
        public enum Mode {
            OFF,
            ON,
            RESET
        }
    }

    /// `manual delete`. No such sample: [Status#BAD_SAMPLE].
    ///
    /// @param index as in the list, from 0
    record DeleteManualSample(int index) implements Instruction {
    }

    /// `dfreq`.
    ///
    /// @param ppm added to the rate at which the uncorrected clock is assumed to gain
    record AdjustFrequency(double ppm) implements Instruction {
    }

    /// `doffset`.
    ///
    /// @param seconds the clock is taken to be so much ahead, and slewed back
    record AdjustOffset(double seconds) implements Instruction {
    }

    /// `local off`.
    record LocalOff() implements Instruction {
    }

    /// `local`.
    ///
    /// @param stratum that is told, 1 to 15; chronyc's default 10
    /// @param distanceSeconds root distance from which on local mode sets in; default 1
    /// @param orphan whether the box with the smallest address leads the others
    /// @param activateSeconds root distance that must have been reached once; 0: at once
    /// @param waitSyncedSeconds how long after the last update it sets in
    /// @param waitUnsyncedSeconds how long after the start it sets in
    record LocalOn(int stratum, double distanceSeconds, boolean orphan, double activateSeconds,
            double waitSyncedSeconds, double waitUnsyncedSeconds) implements Instruction {
    }

    /// `smoothtime reset|activate`. Not configured: [Status#NOT_ENABLED].
    ///
    /// @param activate whether it is activated; else reset
    record SmoothTime(boolean activate) implements Instruction {
    }

    /// `allow`, `deny`, `cmdallow`, `cmddeny`.
    ///
    /// @param service whose list
    /// @param rules to be added in this order: one, or two for "every address"
    record ChangeAccess(Service service, List<AccessRule> rules) implements Instruction {
        public ChangeAccess {
            rules = List.copyOf(rules);
        }
    }

    /// `dump`: the samples of all sources are written to the dump directory.
    record Dump() implements Instruction {
    }

    /// `rekey`: the key file is read anew.
    record Rekey() implements Instruction {
    }

    /// `cyclelogs`: all log files are opened anew.
    record CycleLogs() implements Instruction {
    }

    /// `trimrtc`: the RTC is set. No RTC: [Status#NO_RTC].
    record TrimRtc() implements Instruction {
    }

    /// `writertc`: [Status#NO_RTC], [Status#BAD_RTC_FILE].
    record WriteRtc() implements Instruction {
    }

    /// `shutdown`: the daemon ends once the answer is sent.
    record Shutdown() implements Instruction {
    }

    /// What of an NTP source is changed.
    sealed interface Change {
        /// @param log2 of seconds
        record MinPoll(int log2) implements Change {
        }

        /// @param log2 of seconds
        record MaxPoll(int log2) implements Change {
        }

        /// @param seconds longest round trip
        record MaxDelay(double seconds) implements Change {
        }

        /// @param ratio longest round trip against the shortest
        record MaxDelayRatio(double ratio) implements Change {
        }

        /// @param ratio increase of the delay against the offset's deviation
        record MaxDelayDevRatio(double ratio) implements Change {
        }

        /// @param stratum lowest that is believed
        record MinStratum(int stratum) implements Change {
        }

        /// @param samples to aim at
        record PollTarget(int samples) implements Change {
        }
    }
}
