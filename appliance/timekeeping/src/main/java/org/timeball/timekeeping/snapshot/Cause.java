package org.timeball.timekeeping.snapshot;

/// Why a source, or the box, is not (or not fully) trusted. [Reason] adds the number that belongs to it.
public enum Cause {
    /// All is well.
    NONE,
    /// Nothing has been heard since the start.
    STARTING,
    /// No source is configured that could be selected.
    NO_SOURCE,
    /// The device is not there.
    DEVICE_ABSENT,
    /// The device cannot be opened or read.
    DEVICE_FAILING,
    /// The device is open but sends nothing. Value: seconds since the last byte.
    DEVICE_SILENT,
    /// The device sends what cannot be understood.
    DEVICE_GARBLED,
    /// The receiver has no fix.
    NO_FIX,
    /// The receiver's date cannot be.
    IMPLAUSIBLE_DATE,
    /// The receiver's date lies whole rollover periods back; it was repaired. A warning. Value: weeks added.
    DATE_REPAIRED,
    /// The labels' delay is not configured and is taken to be within the second that they name; were it more than a
    /// second, the time would be a second wrong, and nothing else tells. A warning.
    DELAY_ASSUMED,
    /// No valid second label. Value: seconds since the last one.
    NO_LABEL,
    /// No pulse. Value: seconds since the last one.
    NO_PULSE,
    /// Pulses arrive but it is not yet confirmed which second each one starts. Value: labels that agree so far.
    NUMBERING,
    /// The label arrives too near the middle between two pulses to say which one it names. Value: its delay, seconds.
    AMBIGUOUS_LABEL,
    /// The source's time jumped against the clock's own prediction; it is not followed. Value: by how much, seconds;
    /// positive when the source is now ahead of our clock.
    TIME_JUMP,
    /// Too few samples yet to know how good the clock is. Value: samples so far.
    FEW_SAMPLES,
    /// The source disagrees with the majority. Value: how far it is ahead of what the majority agrees on, seconds; NaN
    /// where no majority agrees on anything.
    FALSETICKER,
    /// The source disagrees with those that are trusted. Value: how far it is ahead of them, seconds.
    UNTRUSTED,
    /// No answer for longer than its configuration allows, or for longer than others take. Value: polls without one.
    UNREACHABLE,
    /// The source is offline, or there is another reason not to use it that its samples do not show.
    WITHDRAWN,
    /// The source's stratum is outside what is allowed. Value: its stratum.
    BAD_STRATUM,
    /// The source may be wrong by more than is allowed. Value: its root distance, seconds.
    TOO_DISTANT,
    /// The source's samples scatter by more than is allowed. Value: their standard deviation, seconds.
    TOO_JITTERY,
    /// Other sources have answered, and their samples are awaited before the first one is selected.
    AWAITING_OTHERS,
    /// Too few sources agree, or none of those that are required. Value: how many agree.
    TOO_FEW_SOURCES,
    /// No samples lately. Value: seconds since the last one.
    NO_SAMPLES,
    /// Its samples carry times that our clock has not reached or has long left. Value: how far ahead, seconds.
    WRONG_STAMPS,
    /// The sender says that it is not synchronised itself.
    SOURCE_UNSYNCHRONISED,
    /// The error may have grown past what is useful. Value: the bound, seconds.
    HOLDOVER_EXHAUSTED,
    /// Something else on this machine changed the clock. Value: by how much, seconds.
    CLOCK_DISTURBED,
    /// Configured never to be selected.
    NOT_SELECTABLE
}
