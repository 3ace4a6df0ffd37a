package org.timeball.timekeeping.observation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.timekeeping.world.IpAddress;

/// What is configured of one source.
///
/// @param id which one; numbers are given in increasing order and never again
/// @param name what people read: the reference identifier of a refclock, such as `PPS`; host name or address of a server
/// @param kind what it yields
/// @param lock of pulses: the source that numbers them; empty where the clock itself does, once others have set it
/// @param labelDelaySeconds for labels: mean time from the second to the first byte; empty when unknown
/// @param offsetSeconds added to every measured offset (clock minus source); default 0
/// @param delaySeconds largest asymmetry of the source's path: half of it adds to the error bound; default 1e-9
/// @param precisionSeconds smallest step its measurements can show; default 1e-9
/// @param refid reference identifier that a clock synchronised to it gives, first byte in the top byte
/// @param address of a server; empty for a refclock
/// @param stratum of a refclock, 0 to 15, default 0; a server tells its own
/// @param minStratum the least stratum that it is taken to have, 0 to 15, default 0
/// @param minSamples the fewest samples over which its filter averages; 0 (the default) leaves that to the filter
/// @param maxSamples the most; 0 (the default) leaves that to the filter
/// @param maxUnreach polls in a row without a reply after which its samples are not used any more; default 100,000
/// @param authenticated whether its answers are; false for a refclock
/// @param copied whether a clock that follows it takes its stratum and reference identifier for its own, as of another
///            daemon on the same machine
/// @param selection how it takes part in the selection
public record SourceSettings(SourceId id, String name, Kind kind, Optional<SourceId> lock,
        OptionalDouble labelDelaySeconds, double offsetSeconds, double delaySeconds, double precisionSeconds, int refid,
        Optional<IpAddress> address, int stratum, int minStratum, int minSamples, int maxSamples, int maxUnreach,
        boolean authenticated, boolean copied, SelectionOptions selection) {
    public static final double DEFAULT_DELAY_SECONDS = 1e-9;
    public static final double DEFAULT_PRECISION_SECONDS = 1e-9;
    public static final int DEFAULT_MAX_UNREACH = 100_000;
    private static final int MOST_STRATUM = 15;

    public SourceSettings {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("a source's name has printable ASCII characters only, not '" + name
                    + "'");
        }
        if (kind != Kind.PULSE && lock.isPresent()) {
            throw new IllegalArgumentException(name + ": only pulses are locked to another source");
        }
        if (!(delaySeconds >= 0) || !(precisionSeconds >= 0) || !Double.isFinite(offsetSeconds)) {
            throw new IllegalArgumentException(name + ": delay and precision must be >= 0 and offset finite");
        }
        if (stratum < 0 || stratum > MOST_STRATUM || minStratum < 0 || minStratum > MOST_STRATUM) {
            throw new IllegalArgumentException(name + ": strata are 0 to 15, not " + stratum + " and " + minStratum);
        }
        if (minSamples < 0 || maxSamples < 0 || maxUnreach < 0) {
            throw new IllegalArgumentException(name + ": numbers of samples and of polls must be >= 0");
        }
        if (maxSamples > 0 && minSamples > maxSamples) {
            throw new IllegalArgumentException(name + ": at least " + minSamples + " and at most " + maxSamples
                    + " samples; they must be in order");
        }
    }

    /// A refclock with all the rest at its default.
    ///
    /// @param refid one to four printable ASCII characters, such as `PPS`
    public static SourceSettings refclock(SourceId id, String refid, Kind kind) {
        return new SourceSettings(id, refid, kind, Optional.empty(), OptionalDouble.empty(), 0, DEFAULT_DELAY_SECONDS,
                DEFAULT_PRECISION_SECONDS, ReferenceId.ofName(refid), Optional.empty(), 0, 0, 0, 0, DEFAULT_MAX_UNREACH,
                false, false, SelectionOptions.NONE);
    }

    /// Pulses that another source numbers, with all the rest at its default.
    ///
    /// @param labels see `lock`
    public static SourceSettings pulses(SourceId id, String refid, SourceId labels) {
        return pulses(id, refid, Optional.of(labels));
    }

    /// Pulses that the clock numbers, with all the rest at its default.
    public static SourceSettings pulses(SourceId id, String refid) {
        return pulses(id, refid, Optional.empty());
    }

    private static SourceSettings pulses(SourceId id, String refid, Optional<SourceId> lock) {
        return new SourceSettings(id, refid, Kind.PULSE, lock, OptionalDouble.empty(), 0, DEFAULT_DELAY_SECONDS,
                DEFAULT_PRECISION_SECONDS, ReferenceId.ofName(refid), Optional.empty(), 0, 0, 0, 0,
                DEFAULT_MAX_UNREACH, false, false, SelectionOptions.NONE);
    }

    /// An NTP server with all the rest at its default.
    ///
    /// @param name host name or address, as people are to read it
    public static SourceSettings server(SourceId id, String name, IpAddress address) {
        return new SourceSettings(id, name, Kind.SERVER, Optional.empty(), OptionalDouble.empty(), 0,
                DEFAULT_DELAY_SECONDS, DEFAULT_PRECISION_SECONDS, ReferenceId.ofAddress(address), Optional.of(address),
                0, 0, 0, 0, DEFAULT_MAX_UNREACH, false, false, SelectionOptions.NONE);
    }

    public SourceSettings withLabelDelay(OptionalDouble seconds) {
        return new SourceSettings(id, name, kind, lock, seconds, offsetSeconds, delaySeconds, precisionSeconds, refid,
                address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authenticated, copied, selection);
    }

    public SourceSettings withOffset(double seconds) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, seconds, delaySeconds, precisionSeconds,
                refid, address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authenticated, copied, selection);
    }

    /// @param asymmetrySeconds see `delaySeconds`
    /// @param precision see `precisionSeconds`
    public SourceSettings withErrors(double asymmetrySeconds, double precision) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, asymmetrySeconds, precision,
                refid, address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authenticated, copied, selection);
    }

    /// @param own see `stratum`
    /// @param least see `minStratum`
    public SourceSettings withStratum(int own, int least) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, own, least, minSamples, maxSamples, maxUnreach, authenticated, copied, selection);
    }

    /// @param least see `minSamples`
    /// @param most see `maxSamples`
    public SourceSettings withSamples(int least, int most) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, stratum, minStratum, least, most, maxUnreach, authenticated, copied, selection);
    }

    public SourceSettings withMaxUnreach(int polls) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, stratum, minStratum, minSamples, maxSamples, polls, authenticated, copied, selection);
    }

    public SourceSettings withAuthentication(boolean authentic) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authentic,
                copied, selection);
    }

    public SourceSettings withCopy(boolean copies) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authenticated,
                copies, selection);
    }

    public SourceSettings withSelection(SelectionOptions options) {
        return new SourceSettings(id, name, kind, lock, labelDelaySeconds, offsetSeconds, delaySeconds,
                precisionSeconds, refid, address, stratum, minStratum, minSamples, maxSamples, maxUnreach, authenticated, copied, options);
    }

    /// Which one it is, in one word of its own: of a server its address, with the name behind it in brackets if it has
    /// another.
    public String label() {
        String figures = address.map(IpAddress::toString).orElse(name);
        return figures.equals(name) ? name : figures + " (" + name + ")";
    }

    /// What a source yields.
    public enum Kind {
        /// Second labels (a receiver's sentences).
        LABEL,
        /// Pulses that another source numbers, or the clock.
        PULSE,
        /// Complete samples from another process.
        SAMPLE,
        /// NTP exchanges.
        SERVER
    }
}
