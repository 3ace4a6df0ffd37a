package org.timeball.daemon.candm.wire;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NewSource.Authentication;
import org.timeball.daemon.candm.NewSource.Flag;
import org.timeball.daemon.candm.NewSource.Limits;
import org.timeball.daemon.candm.NewSource.Polling;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.Status;

/// The fields of a source that is to be added.
final class SourceFields {
    private static final int NAME_SIZE = NewSource.LONGEST_NAME + 1;
    private static final int NOSELECT = 1;
    private static final int PREFER = 2;
    private static final int TRUST = 4;
    private static final int REQUIRE = 8;

    private SourceFields() {
    }

    static Parsed read(FieldReader fields) {
        long type = fields.u32();
        @Nullable
        String name = fields.text(NAME_SIZE);
        int port = (int) Math.min(fields.u32(), Integer.MAX_VALUE);
        int minPoll = fields.s32();
        int maxPoll = fields.s32();
        int presend = fields.s32();
        int minStratum = fields.s32();
        int pollTarget = fields.s32();
        int version = fields.s32();
        int maxSources = fields.s32();
        int minSamples = fields.s32();
        int maxSamples = fields.s32();
        long key = fields.u32();
        int ntsPort = (int) Math.min(fields.u32(), Integer.MAX_VALUE);
        double maxDelay = fields.real();
        double maxDelayRatio = fields.real();
        double maxDelayDevRatio = fields.real();
        double minDelay = fields.real();
        double asymmetry = fields.real();
        double offset = fields.real();
        Set<Flag> flags = flags(fields.s32());
        int filterLength = fields.s32();
        long certificateSet = fields.u32();
        double quantile = fields.real();
        int maxUnreach = fields.s32();
        if (type < 1 || type > NewSource.Type.values().length) {
            return new Parsed.Refused(Status.INVALID);
        }
        if (name == null || name.isEmpty()) {
            return new Parsed.Refused(Status.INVALID_NAME);
        }
        // chronyc before 4.6 has no such field and sends 0 in its place.
        int unreach = maxUnreach == 0 ? Polling.DEFAULT.maxUnreach() : maxUnreach;
        return new Parsed.Understood(new Instruction.AddSource(new NewSource(
                NewSource.Type.values()[(int) type - 1], name, port,
                new Polling(minPoll, maxPoll, presend, pollTarget, version, maxSources, unreach),
                new Limits(minStratum, minSamples, maxSamples, filterLength, maxDelay, maxDelayRatio, maxDelayDevRatio,
                        quantile, minDelay, asymmetry, offset),
                new Authentication(key, ntsPort, certificateSet), flags)));
    }

    static void write(FieldWriter fields, NewSource source) {
        Polling polling = source.polling();
        Limits limits = source.limits();
        Authentication authentication = source.authentication();
        fields.u32(source.type().ordinal() + 1).text(source.name(), NAME_SIZE).u32(source.port())
                .s32(polling.minPollLog2()).s32(polling.maxPollLog2()).s32(polling.presendMinPollLog2())
                .s32(limits.minStratum()).s32(polling.pollTarget()).s32(polling.version()).s32(polling.maxSources())
                .s32(limits.minSamples()).s32(limits.maxSamples()).u32(authentication.key())
                .u32(authentication.ntsPort()).real(limits.maxDelaySeconds()).real(limits.maxDelayRatio())
                .real(limits.maxDelayDevRatio()).real(limits.minDelaySeconds()).real(limits.asymmetry())
                .real(limits.offsetSeconds()).s32(bits(source.flags())).s32(limits.filterLength())
                .u32(authentication.certificateSet()).real(limits.maxDelayQuantile()).s32(polling.maxUnreach());
    }

    private static Set<Flag> flags(int bits) {
        Set<Flag> set = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if ((bits & flag.bit()) != 0) {
                set.add(flag);
            }
        }
        return set;
    }

    private static int bits(Set<Flag> flags) {
        return flags.stream().mapToInt(Flag::bit).reduce(0, (a, b) -> a | b);
    }

    /// Selection options as they lie among the flags of a source.
    static SelectionFlags selection(int flags) {
        return new SelectionFlags((flags & Flag.NOSELECT.bit()) != 0, (flags & Flag.PREFER.bit()) != 0,
                (flags & Flag.TRUST.bit()) != 0, (flags & Flag.REQUIRE.bit()) != 0);
    }

    static int flags(SelectionFlags selection) {
        return (selection.noselect() ? Flag.NOSELECT.bit() : 0) | (selection.prefer() ? Flag.PREFER.bit() : 0)
                | (selection.trust() ? Flag.TRUST.bit() : 0) | (selection.require() ? Flag.REQUIRE.bit() : 0);
    }

    /// Selection options as a report has them, with bits of its own.
    static SelectionFlags reported(int bits) {
        return new SelectionFlags((bits & NOSELECT) != 0, (bits & PREFER) != 0, (bits & TRUST) != 0,
                (bits & REQUIRE) != 0);
    }

    static int reportBits(SelectionFlags selection) {
        return (selection.noselect() ? NOSELECT : 0) | (selection.prefer() ? PREFER : 0)
                | (selection.trust() ? TRUST : 0) | (selection.require() ? REQUIRE : 0);
    }
}
