package org.timeball.daemon.candm;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/// An NTP source to be added: `chronyc add server|peer|pool NAME OPTIONS`.
///
/// @param type what it is
/// @param name host name or address
/// @param port its UDP port
/// @param polling when it is asked
/// @param limits which of its samples are used
/// @param authentication how its packets are
/// @param flags options that are given or not
public record NewSource(Type type, String name, int port, Polling polling, Limits limits,
        Authentication authentication, Set<Flag> flags) {
    /// Bytes of the longest name.
    public static final int LONGEST_NAME = 255;

    public NewSource {
        flags = Set.copyOf(flags);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_NAME) {
            throw new IllegalArgumentException("a source's name has " + bytes + " bytes; it must be 1 to 255");
        }
    }

    /// Kinds of source, in the order of the numbers on the wire, from 1.
    public enum Type {
        SERVER,
        PEER,
        POOL
    }

    /// When a source is asked.
    ///
    /// @param minPollLog2 shortest interval, log2 of seconds; default 6
    /// @param maxPollLog2 longest; default 10
    /// @param presendMinPollLog2 from this interval on a packet is sent ahead; 100, the default: never
    /// @param pollTarget samples to aim at; default 8
    /// @param version of the protocol; 0: chosen by the daemon
    /// @param maxSources of a pool; default 4
    /// @param maxUnreach polls without an answer before the source is given up; default 100000
    public record Polling(int minPollLog2, int maxPollLog2, int presendMinPollLog2, int pollTarget, int version,
            int maxSources, int maxUnreach) {
        public static final Polling DEFAULT = new Polling(6, 10, 100, 8, 0, 4, 100_000);
    }

    /// Which samples are used, and how.
    ///
    /// @param minStratum lowest stratum that is believed; default 0
    /// @param minSamples of the regression; -1: as configured for all
    /// @param maxSamples of the regression; -1: as configured for all
    /// @param filterLength samples of the median filter; 0: none
    /// @param maxDelaySeconds longest round trip; default 3
    /// @param maxDelayRatio against the shortest; 0: no limit
    /// @param maxDelayDevRatio increase of the delay against the offset's deviation; default 10
    /// @param maxDelayQuantile of the delays that is accepted; 0: no limit
    /// @param minDelaySeconds assumed shortest round trip; 0: measured
    /// @param asymmetry of the network's jitter, -0.5 to 0.5; 1: measured
    /// @param offsetSeconds correction added to what the source says
    public record Limits(int minStratum, int minSamples, int maxSamples, int filterLength, double maxDelaySeconds,
            double maxDelayRatio, double maxDelayDevRatio, double maxDelayQuantile, double minDelaySeconds,
            double asymmetry, double offsetSeconds) {
        public static final Limits DEFAULT = new Limits(0, -1, -1, 0, 3, 0, 10, 0, 0, 1, 0);
    }

    /// How packets are authenticated.
    ///
    /// @param key number in the key file; 0: none
    /// @param ntsPort TCP port of NTS-KE; default 4460
    /// @param certificateSet set of trusted certificates; 0: the default one
    public record Authentication(long key, int ntsPort, long certificateSet) {
        public static final Authentication DEFAULT = new Authentication(0, 4460, 0);
    }

    /// Options that are given or not, with their bit on the wire.
    public enum Flag {
        ONLINE(0x1),
        AUTO_OFFLINE(0x2),
        IBURST(0x4),
        PREFER(0x8),
        NOSELECT(0x10),
        TRUST(0x20),
        REQUIRE(0x40),
        INTERLEAVED(0x80),
        BURST(0x100),
        NTS(0x200),
        COPY(0x400),
        MONOTONIC_ROOT_FIELD(0x800),
        NET_CORRECTION_FIELD(0x1000),
        IPV4(0x2000),
        IPV6(0x4000);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }

        public int bit() {
            return bit;
        }
    }
}
