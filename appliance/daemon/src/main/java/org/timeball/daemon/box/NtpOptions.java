package org.timeball.daemon.box;

import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NewSource.Flag;
import org.timeball.daemon.config.NtpSourceConfiguration;
import org.timeball.daemon.config.SampleHistory;
import org.timeball.daemon.config.SelectOptions;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtpSourceOptions.Connection;
import org.timeball.ntp.client.NtpSourceOptions.Correction;
import org.timeball.ntp.client.NtpSourceOptions.Delays;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.ntp.client.NtpSourceOptions.Selection;
import org.timeball.ntp.client.SourceKind;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.world.Names.Family;

/// What a `server`, `peer` or `pool` line, or `chronyc add`, means for the client.
public final class NtpOptions {
    /// On the wire: no presend.
    private static final int NEVER_PRESEND = 100;
    /// On the wire: the asymmetry is measured.
    private static final double MEASURED_ASYMMETRY = 1;

    private NtpOptions() {
    }

    public static SourceKind kind(NtpSourceConfiguration.Kind kind) {
        return switch (kind) {
            case SERVER -> SourceKind.SERVER;
            case PEER -> SourceKind.PEER;
            case POOL -> SourceKind.POOL;
        };
    }

    public static NtpSourceOptions of(NtpSourceConfiguration source) {
        NtpSourceConfiguration.Polling polling = source.polling();
        NtpSourceConfiguration.DelayTests delays = source.delays();
        NtpSourceConfiguration.Authentication auth = source.authentication();
        Integer presend = polling.presend();
        Double asymmetry = delays.asymmetry();
        SampleHistory history = source.history();
        return new NtpSourceOptions(
                new Polling(polling.minPoll(), polling.maxPoll(), polling.target(),
                        presend == null ? OptionalInt.empty() : OptionalInt.of(presend), polling.iburst(),
                        polling.burst(), Math.max(1, source.filter())),
                new Delays(delays.maxDelay().seconds(), delays.maxDelayRatio(), delays.maxDelayDevRatio(),
                        delays.maxDelayQuantile(), delays.minDelay().seconds()),
                new Protocol(source.port(), version(source.dialect().version()), auth.nts() ? 0 : auth.keyId(),
                        auth.nts(), auth.ntsPort(), auth.certSet(), source.dialect().interleaved()),
                new Correction(asymmetry == null ? Double.NaN : asymmetry, delays.offset().seconds()),
                new Selection(votes(source.select()), orDefault(history.minSamples()), orDefault(history.maxSamples()),
                        source.minStratum(), source.dialect().copy(), history.maxUnreach()),
                new Connection(source.offline(), source.autoOffline(), family(source.family()), source.maxSources()));
    }

    private static int orDefault(@Nullable Integer samples) {
        return samples == null ? -1 : samples;
    }

    private static OptionalInt version(int version) {
        return version == 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }

    private static Family family(NtpSourceConfiguration.Family family) {
        return switch (family) {
            case ANY -> Family.ANY;
            case IPV4 -> Family.V4;
            case IPV6 -> Family.V6;
        };
    }

    public static SelectionOptions votes(SelectOptions select) {
        return new SelectionOptions(select.noselect(), select.prefer(), select.trust(), select.require());
    }

    static SourceKind kind(NewSource.Type type) {
        return switch (type) {
            case SERVER -> SourceKind.SERVER;
            case PEER -> SourceKind.PEER;
            case POOL -> SourceKind.POOL;
        };
    }

    /// @throws IllegalArgumentException if a number is out of its range
    static NtpSourceOptions of(NewSource source) {
        NewSource.Polling polling = source.polling();
        NewSource.Limits limits = source.limits();
        NewSource.Authentication auth = source.authentication();
        Set<Flag> flags = source.flags();
        boolean nts = flags.contains(Flag.NTS);
        int presend = polling.presendMinPollLog2();
        return new NtpSourceOptions(
                new Polling(polling.minPollLog2(), polling.maxPollLog2(), polling.pollTarget(),
                        presend >= NEVER_PRESEND ? OptionalInt.empty() : OptionalInt.of(presend),
                        flags.contains(Flag.IBURST), flags.contains(Flag.BURST), Math.max(1, limits.filterLength())),
                new Delays(limits.maxDelaySeconds(), limits.maxDelayRatio(), limits.maxDelayDevRatio(),
                        limits.maxDelayQuantile(), limits.minDelaySeconds()),
                new Protocol(source.port(), version(polling.version()), nts ? 0 : auth.key(), nts, auth.ntsPort(),
                        auth.certificateSet(), flags.contains(Flag.INTERLEAVED)),
                new Correction(limits.asymmetry() >= MEASURED_ASYMMETRY ? Double.NaN : limits.asymmetry(),
                        limits.offsetSeconds()),
                new Selection(votes(flags), limits.minSamples(), limits.maxSamples(), limits.minStratum(),
                        flags.contains(Flag.COPY), polling.maxUnreach()),
                new Connection(!flags.contains(Flag.ONLINE), flags.contains(Flag.AUTO_OFFLINE), family(flags),
                        polling.maxSources()));
    }

    private static SelectionOptions votes(Set<Flag> flags) {
        return new SelectionOptions(flags.contains(Flag.NOSELECT), flags.contains(Flag.PREFER),
                flags.contains(Flag.TRUST), flags.contains(Flag.REQUIRE));
    }

    private static Family family(Set<Flag> flags) {
        boolean v4 = flags.contains(Flag.IPV4);
        boolean v6 = flags.contains(Flag.IPV6);
        return v4 == v6 ? Family.ANY : v4 ? Family.V4 : Family.V6;
    }
}
