package org.timeball.ntp.client;

import java.util.OptionalInt;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.world.Names.Family;

/// What can be set of one server, peer or pool. Names and meanings are those of chrony.conf; each part has defaults.
///
/// @param polling how often it is asked
/// @param delays which measurements are refused for their delay
/// @param protocol what the packets are like
/// @param correction what is added to its offsets
/// @param selection what the core makes of it
/// @param connection whether it is asked at all
public record NtpSourceOptions(Polling polling, Delays delays, Protocol protocol, Correction correction,
        Selection selection, Connection connection) {
    public static final NtpSourceOptions DEFAULT = new NtpSourceOptions(Polling.DEFAULT, Delays.DEFAULT,
            Protocol.DEFAULT, Correction.NONE, Selection.DEFAULT, Connection.DEFAULT);

    public NtpSourceOptions with(Polling other) {
        return new NtpSourceOptions(other, delays, protocol, correction, selection, connection);
    }

    public NtpSourceOptions with(Delays other) {
        return new NtpSourceOptions(polling, other, protocol, correction, selection, connection);
    }

    public NtpSourceOptions with(Protocol other) {
        return new NtpSourceOptions(polling, delays, other, correction, selection, connection);
    }

    public NtpSourceOptions with(Correction other) {
        return new NtpSourceOptions(polling, delays, protocol, other, selection, connection);
    }

    public NtpSourceOptions with(Selection other) {
        return new NtpSourceOptions(polling, delays, protocol, correction, other, connection);
    }

    public NtpSourceOptions with(Connection other) {
        return new NtpSourceOptions(polling, delays, protocol, correction, selection, other);
    }

    /// How often a source is asked.
    ///
    /// @param min least exponent of the poll interval 2^min s, -7 to 24; default 6
    /// @param max greatest exponent, -7 to 24; default 10; one below `min` counts as `min`
    /// @param target samples that the interval aims at having in the estimate, 1 or more; default 8
    /// @param presend from this exponent on, a request of no account goes 2 s ahead of each measurement
    /// @param iburst four to eight requests 2 s apart at the start
    /// @param burst up to four requests 2 s apart at each poll, until one gives a good measurement
    /// @param filter polls whose measurements become one by a median filter; 1 for none, default 1, at most 256
    public record Polling(int min, int max, int target, OptionalInt presend, boolean iburst, boolean burst,
            int filter) {
        public static final int LEAST = -7;
        public static final int MOST = 24;
        public static final int LONGEST_FILTER = 256;
        public static final Polling DEFAULT = new Polling(6, 10, 8, OptionalInt.empty(), false, false, 1);

        public Polling {
            Range.require(min >= LEAST && min <= MOST, "minpoll", min, "-7 to 24");
            Range.require(max >= LEAST && max <= MOST, "maxpoll", max, "-7 to 24");
            Range.require(target >= 1, "polltarget", target, "1 or more");
            Range.require(filter >= 1 && filter <= LONGEST_FILTER, "filter", filter, "1 to 256");
            max = Math.max(min, max);
        }

        public Polling between(int least, int most) {
            return new Polling(least, most, target, presend, iburst, burst, filter);
        }

        public Polling aimingAt(int samples) {
            return new Polling(min, max, samples, presend, iburst, burst, filter);
        }

        public Polling withPresend(int exponent) {
            return new Polling(min, max, target, OptionalInt.of(exponent), iburst, burst, filter);
        }

        public Polling withBursts(boolean atStart, boolean atEachPoll) {
            return new Polling(min, max, target, presend, atStart, atEachPoll, filter);
        }

        public Polling withFilter(int polls) {
            return new Polling(min, max, target, presend, iburst, burst, polls);
        }
    }

    /// Which measurements are refused for their delay.
    ///
    /// @param max seconds; default 3, at most 1000
    /// @param maxRatio of the least delay of late; 0 switches the test off, as by default
    /// @param maxDeviationRatio increase of delay over the least, in standard deviations; default 10
    /// @param maxQuantile part of all delays that is accepted, 0.05 to 0.95, instead of the test before; 0 (the default)
    ///            for none
    /// @param min seconds, taken for the least delay instead of the one measured; 0 (the default) for none
    public record Delays(double max, double maxRatio, double maxDeviationRatio, double maxQuantile, double min) {
        public static final Delays DEFAULT = new Delays(3, 0, 10, 0, 0);

        public Delays {
            Range.require(max >= 0 && max <= 1e3, "maxdelay", max, "0 to 1000 s");
            Range.require(maxRatio >= 0 && maxRatio <= 1e6, "maxdelayratio", maxRatio, "0 to 1e6");
            Range.require(maxDeviationRatio >= 0 && maxDeviationRatio <= 1e6, "maxdelaydevratio", maxDeviationRatio,
                    "0 to 1e6");
            Range.require(maxQuantile >= 0 && maxQuantile <= 1, "maxdelayquant", maxQuantile, "0 to 1");
            Range.require(min >= 0 && min <= 1e3, "mindelay", min, "0 to 1000 s");
        }
    }

    /// What the packets are like.
    ///
    /// @param port UDP port of the server, default 123
    /// @param version 1 to 4; by default 4, or 3 with a key whose digest does not fit in version 4
    /// @param key number of the key that requests and responses are signed with; 0 (the default) for none
    /// @param nts Network Time Security
    /// @param ntsPort TCP port of its key establishment, default 4460
    /// @param certificateSet which trusted certificates its server is checked against, default 0
    /// @param interleaved RFC 9769, where the server knows it
    public record Protocol(int port, OptionalInt version, long key, boolean nts, int ntsPort, long certificateSet,
            boolean interleaved) {
        public static final Protocol DEFAULT = new Protocol(123, OptionalInt.empty(), 0, false, 4460, 0, false);

        public Protocol {
            Range.require(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
            Range.require(ntsPort >= 1 && ntsPort <= 65_535, "ntsport", ntsPort, "1 to 65535");
            Range.require(version.isEmpty() || version.getAsInt() >= 1 && version.getAsInt() <= 4, "version",
                    version.orElse(4), "1 to 4");
            Range.require(key >= 0 && key <= 0xffff_ffffL, "key", key, "1 to 4294967295");
            Range.require(certificateSet >= 0 && certificateSet <= 0xffff_ffffL, "certset", certificateSet,
                    "0 to 4294967295");
            if (nts && key != 0) {
                throw new IllegalArgumentException("a source has a key or NTS, not both; leave one out");
            }
        }

        public Protocol onPort(int number) {
            return new Protocol(number, version, key, nts, ntsPort, certificateSet, interleaved);
        }

        public Protocol inVersion(int number) {
            return new Protocol(port, OptionalInt.of(number), key, nts, ntsPort, certificateSet, interleaved);
        }

        public Protocol withKey(long id) {
            return new Protocol(port, version, id, nts, ntsPort, certificateSet, interleaved);
        }

        public Protocol withNts(int tcpPort, long certificates) {
            return new Protocol(port, version, key, true, tcpPort, certificates, interleaved);
        }

        public Protocol interleaving() {
            return new Protocol(port, version, key, nts, ntsPort, certificateSet, true);
        }
    }

    /// What is added to a source's offsets.
    ///
    /// @param asymmetry part of the delay beyond the least that lay on the way back, less a half: -0.5 where only
    ///            requests are held up, +0.5 where only responses; NaN (the default) where that is not known
    /// @param offsetSeconds added to the measured offset (server minus client, as RFC 5905's theta); default 0
    public record Correction(double asymmetry, double offsetSeconds) {
        public static final Correction NONE = new Correction(Double.NaN, 0);

        public Correction {
            Range.require(Double.isNaN(asymmetry) || Math.abs(asymmetry) <= 0.5, "asymmetry", asymmetry, "-0.5 to 0.5");
            Range.require(Double.isFinite(offsetSeconds), "offset", offsetSeconds, "a number of seconds");
        }
    }

    /// What the core makes of a source; passed on to it.
    ///
    /// @param votes noselect, prefer, trust, require
    /// @param minSamples least samples kept; -1 (the default) leaves it to the core's own setting
    /// @param maxSamples most samples kept; -1 likewise
    /// @param minStratum a lower stratum of the server counts as this; default 0
    /// @param copy whether its reference id and stratum are taken over as our own
    /// @param maxUnreach polls without any response after which it can no longer be selected; default 100000
    public record Selection(SelectionOptions votes, int minSamples, int maxSamples, int minStratum, boolean copy,
            int maxUnreach) {
        public static final Selection DEFAULT = new Selection(SelectionOptions.NONE, -1, -1, 0, false, 100_000);

        public Selection {
            Range.require(minSamples >= -1, "minsamples", minSamples, "0 or more");
            Range.require(maxSamples >= -1, "maxsamples", maxSamples, "0 or more");
            Range.require(minStratum >= 0 && minStratum <= 15, "minstratum", minStratum, "0 to 15");
            Range.require(maxUnreach >= 0, "maxunreach", maxUnreach, "0 or more");
        }
    }

    /// Whether a source is asked at all.
    ///
    /// @param offline not before somebody says it is online
    /// @param autoOffline offline once a request cannot be sent
    /// @param family of the addresses that its name may stand for
    /// @param maxSources how many of a pool are used, 1 to 16; default 4
    public record Connection(boolean offline, boolean autoOffline, Family family, int maxSources) {
        public static final Connection DEFAULT = new Connection(false, false, Family.ANY, 4);

        public Connection {
            Range.require(maxSources >= 1 && maxSources <= 16, "maxsources", maxSources, "1 to 16");
        }
    }

    /// Apart from the rest: the parts must not wait for the whole to be initialised, whose default holds theirs.
    private static final class Range {
        private Range() {
        }

        static void require(boolean holds, String option, Object value, String range) {
            if (!holds) {
                throw new IllegalArgumentException("%s is %s; it must be %s".formatted(option, value, range));
            }
        }
    }
}
