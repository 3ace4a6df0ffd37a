package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.NtpSourceConfiguration.Authentication;
import org.timeball.daemon.config.NtpSourceConfiguration.DelayTests;
import org.timeball.daemon.config.NtpSourceConfiguration.Dialect;
import org.timeball.daemon.config.NtpSourceConfiguration.ExtensionField;
import org.timeball.daemon.config.NtpSourceConfiguration.Family;
import org.timeball.daemon.config.NtpSourceConfiguration.Kind;
import org.timeball.daemon.config.NtpSourceConfiguration.Polling;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.timekeeping.time.Span;

/// `server`, `peer` and `pool` lines.
final class NtpSourceLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("server option", options());
    /// What means nothing between peers.
    private static final String NOT_FOR_PEERS = "iburst, burst, nts, presend and copy";
    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final int F324 = 0xF324;

    private NtpSourceLines() {
    }

    private static List<Option<Draft>> options() {
        List<Option<Draft>> options = new ArrayList<>();
        options.addAll(polling());
        options.addAll(delays());
        options.addAll(security());
        options.addAll(reach());
        options.addAll(SourceDraft.options(Standing.IMPLEMENTED));
        return options;
    }

    private static List<Option<Draft>> polling() {
        return List.of(
                option("minpoll POLL", "log2 seconds between two requests at least; default 6",
                        (words, what, draft) -> draft.minPoll = poll(words, what)),
                option("maxpoll POLL", "log2 seconds between two requests at most; default 10",
                        (words, what, draft) -> draft.maxPoll = poll(words, what)),
                option("polltarget SAMPLES", "measurements to have by adjusting the poll interval; default 8",
                        (words, what, draft) -> draft.pollTarget = words.whole(what, "a number of measurements", 1,
                                SampleHistory.MAX_SAMPLES)),
                option("iburst", "four to eight quick requests at the start", (_, _, draft) -> draft.iburst = true),
                option("burst", "up to four quick requests where no good answer came",
                        (_, _, draft) -> draft.burst = true),
                option("presend POLL", "from this poll interval on a packet goes ahead by 2 s; default never",
                        (words, what, draft) -> draft.presend = words.whole(what, "log2 seconds", -32, 1000)),
                option("filter POLLS", "answers of which the best makes one measurement; default 0, each",
                        (words, what, draft) -> draft.filter = words.whole(what, "a number of polls", 0,
                                NtpSourceConfiguration.MAX_FILTER)),
                option("maxsources SOURCES", "servers of a pool that are used; default 4",
                        (words, what, draft) -> draft.maxSources = words.whole(what, "a number of servers", 1,
                                NtpSourceConfiguration.MAX_MAX_SOURCES)));
    }

    private static List<Option<Draft>> delays() {
        return List.of(
                option("maxdelay SECONDS", "longest delay of an answer; default 3",
                        (words, what, draft) -> draft.maxDelay = words.seconds(what, 0,
                                DelayTests.LONGEST_MAX_DELAY_SECONDS)),
                option("maxdelayratio RATIO", "longest delay as a multiple of the shortest; default 0, no test",
                        (words, what, draft) -> draft.maxDelayRatio = words.number(what, "a ratio", 0, 1e9)),
                option("maxdelaydevratio RATIO", "longest excess of delay in standard deviations; default 10",
                        (words, what, draft) -> draft.maxDelayDevRatio = words.number(what, "a ratio", 0, 1e9)),
                option("maxdelayquant P", "quantile of the delays that are used, instead of maxdelaydevratio",
                        (words, what, draft) -> draft.maxDelayQuantile = words.number(what, "a quantile", 0.05,
                                0.95)),
                option("mindelay SECONDS", "shortest possible delay; default 0, learned",
                        (words, what, draft) -> draft.minDelay = words.seconds(what, 0,
                                DelayTests.LONGEST_MAX_DELAY_SECONDS)),
                option("asymmetry RATIO", "part of the jitter on the way there; default: estimated",
                        (words, what, draft) -> draft.asymmetry = words.number(what, "a ratio", -0.5, 0.5)),
                option("offset SECONDS", "added to each measured offset; default 0",
                        (words, what, draft) -> draft.offset = words.seconds(what, -DelayTests.MAX_OFFSET_SECONDS,
                                DelayTests.MAX_OFFSET_SECONDS)));
    }

    private static List<Option<Draft>> security() {
        return List.of(
                option("key ID", "symmetric key of the keyfile; default none",
                        (words, what, draft) -> draft.key = words.wholeLong(what, 1, MAX_UINT32,
                                Notation.range("a key number", 1, MAX_UINT32))),
                option("nts", "Network Time Security", (_, _, draft) -> draft.nts = true),
                option("certset ID", "set of trusted certificates; default 0",
                        (words, what, draft) -> draft.certSet = words.wholeLong(what, 0, MAX_UINT32,
                                Notation.range("a set number", 0, MAX_UINT32))),
                option("ntsport PORT", "TCP port of the key establishment; default 4460",
                        (words, what, draft) -> draft.ntsPort = words.whole(what, "a TCP port", 1, 65_535)),
                option("version VERSION", "NTP version of the requests; default 4",
                        (words, what, draft) -> draft.version = words.whole(what, "a version", 1,
                                Dialect.MAX_VERSION)),
                option("xleave", "ask for the interleaved mode", (_, _, draft) -> draft.interleaved = true),
                option("copy", "take over its stratum and reference id", (_, _, draft) -> draft.copy = true),
                later("extfield TYPE", "extension field F323 or 10A, in hexadecimal; may be repeated",
                        (words, what, draft) -> draft.extensionFields.add(extensionField(words, what))));
    }

    private static List<Option<Draft>> reach() {
        return List.of(
                option("port PORT", "UDP port; default 123",
                        (words, what, draft) -> draft.port = words.whole(what, "a UDP port", 1, 65_535)),
                option("ipv4", "use only IPv4 addresses", (_, _, draft) -> draft.family = Family.IPV4),
                option("ipv6", "use only IPv6 addresses", (_, _, draft) -> draft.family = Family.IPV6),
                option("minstratum STRATUM", "it counts as of this stratum at least; default 0",
                        (words, what, draft) -> draft.minStratum = words.whole(what, "a stratum", 0, 15)),
                option("offline", "it is not asked until it is told to be online",
                        (_, _, draft) -> draft.offline = true),
                option("auto_offline", "it goes offline when a request cannot be sent",
                        (_, _, draft) -> draft.autoOffline = true));
    }

    private static Option<Draft> later(String syntax, String meaning, OptionTable.Taking<Draft> taking) {
        return new Option<>(syntax, meaning, Standing.NOT_YET, taking);
    }

    private static Option<Draft> option(String syntax, String meaning, OptionTable.Taking<Draft> taking) {
        return new Option<>(syntax, meaning, Standing.IMPLEMENTED, taking);
    }

    private static int poll(Arguments words, String what) throws BadLine {
        return words.whole(what, "log2 seconds", Polling.LEAST_POLL, Polling.GREATEST_POLL);
    }

    private static ExtensionField extensionField(Arguments words, String what) throws BadLine {
        String expected = "F323 or 10A";
        String word = words.peek();
        int type = words.hexadecimal(what, expected);
        for (ExtensionField field : ExtensionField.values()) {
            if (field.type() == type) {
                return field;
            }
        }
        if (type == F324) {
            return ExtensionField.NETWORK_CORRECTION;
        }
        throw Arguments.wrong(what, word, expected);
    }

    static NtpSourceConfiguration read(Arguments words) throws BadLine {
        Kind kind = Kind.valueOf(words.context().directive().toUpperCase(Locale.ROOT));
        String name = words.word(words.context().directive() + " name",
                "a host name or an address, such as ntp.example.net");
        Draft draft = new Draft();
        OPTIONS.read(words, draft);
        if (kind == Kind.PEER && draft.forServersOnly()) {
            words.context().notice(NOT_FOR_PEERS + " mean nothing between peers and are ignored");
            draft.iburst = false;
            draft.burst = false;
            draft.nts = false;
            draft.presend = null;
            draft.copy = false;
        }
        return draft.source(kind, name);
    }

    /// The line that reads back as the source.
    static String line(NtpSourceConfiguration source) {
        Polling polling = source.polling();
        DelayTests delays = source.delays();
        Authentication keys = source.authentication();
        Dialect dialect = source.dialect();
        LineText line = new LineText(source.kind().name().toLowerCase(Locale.ROOT) + " " + source.name())
                .option("port", source.port(), ServerConfiguration.DEFAULT_PORT)
                .option("maxsources", source.maxSources(), NtpSourceConfiguration.DEFAULT_MAX_SOURCES)
                .option("minpoll", polling.minPoll(), Polling.DEFAULT_MIN_POLL)
                .option("maxpoll", polling.maxPoll(), Math.max(Polling.DEFAULT_MAX_POLL, polling.minPoll()))
                .option("polltarget", polling.target(), Polling.DEFAULT_TARGET).flag("iburst", polling.iburst())
                .flag("burst", polling.burst()).option("presend", polling.presend(), null)
                .option("filter", source.filter(), 0)
                .option("maxdelay", delays.maxDelay(), DelayTests.DEFAULT_MAX_DELAY)
                .option("maxdelayratio", delays.maxDelayRatio(), 0.0)
                .option("maxdelaydevratio", delays.maxDelayDevRatio(), DelayTests.DEFAULT_MAX_DELAY_DEV_RATIO)
                .option("maxdelayquant", delays.maxDelayQuantile(), 0.0)
                .option("mindelay", delays.minDelay(), Span.ZERO).option("asymmetry", delays.asymmetry(), null)
                .option("offset", delays.offset(), Span.ZERO).option("key", keys.keyId(), 0L).flag("nts", keys.nts())
                .option("certset", keys.certSet(), 0L)
                .option("ntsport", keys.ntsPort(), NtsConfiguration.DEFAULT_PORT)
                .option("version", dialect.version(), 0).flag("xleave", dialect.interleaved())
                .flag("copy", dialect.copy()).flag("ipv4", source.family() == Family.IPV4)
                .flag("ipv6", source.family() == Family.IPV6).option("minstratum", source.minStratum(), 0)
                .flag("offline", source.offline()).flag("auto_offline", source.autoOffline())
                .history(source.history()).select(source.select());
        dialect.extensionFields()
                .forEach(field -> line.option("extfield", Integer.toHexString(field.type()).toUpperCase(Locale.ROOT),
                        ""));
        return line.toString();
    }

    /// The options while a line is read.
    static final class Draft extends SourceDraft {
        private int minPoll = Polling.DEFAULT_MIN_POLL;
        private int maxPoll = Polling.DEFAULT_MAX_POLL;
        private int pollTarget = Polling.DEFAULT_TARGET;
        private boolean iburst;
        private boolean burst;
        private @Nullable Integer presend;
        private int filter;
        private int maxSources = NtpSourceConfiguration.DEFAULT_MAX_SOURCES;
        private Span maxDelay = DelayTests.DEFAULT_MAX_DELAY;
        private double maxDelayRatio;
        private double maxDelayDevRatio = DelayTests.DEFAULT_MAX_DELAY_DEV_RATIO;
        private double maxDelayQuantile;
        private Span minDelay = Span.ZERO;
        private @Nullable Double asymmetry;
        private Span offset = Span.ZERO;
        private long key;
        private boolean nts;
        private long certSet;
        private int ntsPort = NtsConfiguration.DEFAULT_PORT;
        private int version;
        private boolean interleaved;
        private boolean copy;
        private final Set<ExtensionField> extensionFields = EnumSet.noneOf(ExtensionField.class);
        private int port = ServerConfiguration.DEFAULT_PORT;
        private Family family = Family.ANY;
        private int minStratum;
        private boolean offline;
        private boolean autoOffline;

        private boolean forServersOnly() {
            return iburst || burst || nts || presend != null || copy;
        }

        private NtpSourceConfiguration source(Kind kind, String name) {
            return new NtpSourceConfiguration(kind, name, family, port, maxSources,
                    new Polling(minPoll, Math.max(minPoll, maxPoll), pollTarget, iburst, burst, presend),
                    new DelayTests(maxDelay, maxDelayRatio, maxDelayDevRatio, maxDelayQuantile, minDelay, asymmetry,
                            offset),
                    history(), filter, new Authentication(key, nts, certSet, ntsPort),
                    new Dialect(version, interleaved, copy, List.copyOf(extensionFields)), minStratum, offline,
                    autoOffline, select());
        }
    }
}
