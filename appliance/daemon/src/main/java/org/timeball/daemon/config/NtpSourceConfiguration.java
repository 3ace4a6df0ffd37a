package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// `server NAME`, `peer NAME` or `pool NAME` with its options: one other NTP server, or a set of them.
///
/// @param kind which of the three
/// @param name host name or address, as it was written
/// @param family which addresses of the name are used (`ipv4`, `ipv6`)
/// @param port UDP port, 1 to 65,535, default 123
/// @param maxSources how many servers of a pool are used, 1 to 16, default 4; means nothing for the other kinds
/// @param polling when it is asked
/// @param delays which answers are too slow to be used, and how delays are corrected
/// @param history how many measurements are kept
/// @param filter of how many answers the best makes one measurement; 0 (the default) uses each
/// @param authentication how answers are authenticated
/// @param dialect what the packets contain
/// @param minStratum the source counts as being at least of this stratum, 0 (the default) to 15
/// @param offline it is not asked until it is told to be online
/// @param autoOffline it goes offline by itself when a request cannot be sent
/// @param select options of the selection
public record NtpSourceConfiguration(Kind kind, String name, Family family, int port, int maxSources, Polling polling,
        DelayTests delays, SampleHistory history, int filter, Authentication authentication, Dialect dialect,
        int minStratum, boolean offline, boolean autoOffline, SelectOptions select) {
    public static final int DEFAULT_MAX_SOURCES = 4;
    public static final int MAX_MAX_SOURCES = 16;
    public static final int MAX_FILTER = 1024;

    /// The role of the other side.
    public enum Kind {
        /// It is asked, and never learns our time.
        SERVER,
        /// Both sides learn from each other (symmetric mode).
        PEER,
        /// One name for many servers.
        POOL
    }

    /// Which addresses of a name may be used.
    public enum Family {
        ANY,
        IPV4,
        IPV6;

        /// Whether an address may be used.
        public boolean has(IpAddress address) {
            return this == ANY || address.isV4() == (this == IPV4);
        }
    }

    /// The same where only addresses of one family are used; a family that it names itself stays.
    NtpSourceConfiguration of(Family only) {
        return new NtpSourceConfiguration(kind, name, family == Family.ANY ? only : family, port, maxSources, polling,
                delays, history, filter, authentication, dialect, minStratum, offline, autoOffline, select);
    }

    /// When a server is asked.
    ///
    /// @param minPoll log2 seconds, -7 to 24, default 6 (64 s): never more often
    /// @param maxPoll log2 seconds, `minPoll` to 24, default 10 (1,024 s): never more seldom
    /// @param target how many measurements the poll interval is adjusted to keep, default 8
    /// @param iburst four to eight quick requests at the start
    /// @param burst up to four quick requests where no good answer came
    /// @param presend from this poll interval (log2 seconds) on, a packet goes ahead 2 s earlier so that the path is
    ///            awake; null (the default) never
    public record Polling(int minPoll, int maxPoll, int target, boolean iburst, boolean burst,
            @Nullable Integer presend) {
        public static final int LEAST_POLL = -7;
        public static final int GREATEST_POLL = 24;
        public static final int DEFAULT_MIN_POLL = 6;
        public static final int DEFAULT_MAX_POLL = 10;
        public static final int DEFAULT_TARGET = 8;

        public Polling {
            if (minPoll < LEAST_POLL || maxPoll > GREATEST_POLL || minPoll > maxPoll) {
                throw new IllegalArgumentException("poll is " + minPoll + " to " + maxPoll + "; it must lie in -7 to 24");
            }
        }
    }

    /// Which answers are too slow, and how the rest is corrected.
    ///
    /// @param maxDelay longest time there and back, 0 to 1,000 s, default 3 s
    /// @param maxDelayRatio longest delay as a multiple of the shortest known one; 0 (the default) does not test
    /// @param maxDelayDevRatio most that a delay exceeds the shortest one, in standard deviations of the offset,
    ///            default 10; 0 does not test; not used with `maxDelayQuantile`
    /// @param maxDelayQuantile only answers below this quantile of the delays are used, 0.05 to 0.95; 0 (the default)
    ///            does not test
    /// @param minDelay the shortest possible delay, where it is known, in seconds; zero (the default) learns it
    /// @param asymmetry part of the jitter that lies on the way there, -0.5 to 0.5; null (the default) estimates it
    /// @param offset seconds added to each measured offset of the server, default 0
    public record DelayTests(Span maxDelay, double maxDelayRatio, double maxDelayDevRatio, double maxDelayQuantile,
            Span minDelay, @Nullable Double asymmetry, Span offset) {
        public static final Span DEFAULT_MAX_DELAY = Span.ofSeconds(3);
        public static final double LONGEST_MAX_DELAY_SECONDS = 1000;
        public static final double DEFAULT_MAX_DELAY_DEV_RATIO = 10;
        public static final double MAX_OFFSET_SECONDS = 1000;
    }

    /// How answers are authenticated; `nts` wins over a key.
    ///
    /// @param keyId number of a symmetric key in the `keyfile`, 1 to 4,294,967,295; 0 (the default) uses none
    /// @param nts Network Time Security (RFC 8915)
    /// @param certSet set of trusted certificates (`ntstrustedcerts`), 0 to 4,294,967,295, default 0
    /// @param ntsPort TCP port of the key establishment, default 4460
    public record Authentication(long keyId, boolean nts, long certSet, int ntsPort) {
        public static final Authentication NONE = new Authentication(0, false, 0, NtsConfiguration.DEFAULT_PORT);

        /// Whether the source counts as authenticated for `authselectmode`.
        public boolean isAuthenticated() {
            return nts || keyId != 0;
        }
    }

    /// What the packets contain.
    ///
    /// @param version NTP version 1 to 4; 0 (the default) means 4, or 3 where a long MAC would confuse old servers
    /// @param interleaved `xleave`: ask for the interleaved mode (RFC 9769)
    /// @param copy take over the server's stratum and reference id, for two daemons of one box
    /// @param extensionFields `extfield`, each once
    public record Dialect(int version, boolean interleaved, boolean copy, List<ExtensionField> extensionFields) {
        public static final int MAX_VERSION = 4;

        public Dialect {
            extensionFields = List.copyOf(extensionFields);
        }
    }

    /// Extension fields that can be asked for.
    public enum ExtensionField {
        /// Corrections by PTP transparent clocks on the way, for NTP over PTP (RFC 10030).
        NETWORK_CORRECTION(0x10A),
        /// Root delay and dispersion in high resolution, and a monotonic receive timestamp (experimental).
        MONOTONIC_ROOT(0xF323);

        private final int type;

        ExtensionField(int type) {
            this.type = type;
        }

        /// The field type on the wire.
        public int type() {
            return type;
        }
    }
}
