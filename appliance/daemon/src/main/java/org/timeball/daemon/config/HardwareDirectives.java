package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.HardwareConfiguration.ReceiveFilter;
import org.timeball.daemon.config.HardwareConfiguration.Timestamping;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.timekeeping.time.Span;

/// Directives about timestamps of network cards.
final class HardwareDirectives {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("hwtimestamp option", List.of(
            option("minpoll POLL", "log2 seconds between two readings of the card's clock at least; default 0",
                    (words, what, draft) -> draft.minPoll = poll(words, what)),
            option("maxpoll POLL", "log2 seconds between two readings at most; default minpoll + 1",
                    (words, what, draft) -> draft.maxPoll = poll(words, what)),
            option("minsamples SAMPLES", "fewest readings kept; default 2",
                    (words, what, draft) -> draft.minSamples = samples(words, what)),
            option("maxsamples SAMPLES", "most readings kept; default 16",
                    (words, what, draft) -> draft.maxSamples = samples(words, what)),
            option("precision SECONDS", "of a reading; default 100e-9",
                    (words, what, draft) -> draft.precision = words.seconds(what, 0, 1)),
            option("txcomp SECONDS", "added to transmit timestamps; default 0",
                    (words, what, draft) -> draft.transmit = words.seconds(what, -1, 1)),
            option("rxcomp SECONDS", "subtracted from receive timestamps; default 0",
                    (words, what, draft) -> draft.receive = words.seconds(what, -1, 1)),
            option("nocrossts", "do not use the hardware's own comparison with the system clock",
                    (_, _, draft) -> draft.noCrossTimestamps = true),
            option("rxfilter FILTER", "received packets that are stamped: all, ntp, ptp or none; default: as few as do",
                    (words, what, draft) -> draft.filter = words.choice(what, ReceiveFilter.class))));

    private static final Setting<List<Timestamping>> INTERFACES = Setting.list(
            new Entry("hwtimestamp INTERFACE|* [OPTION]...", "timestamps of a network card; collected",
                    Standing.IMPLEMENTED),
            HardwareDirectives::timestamping, HardwareDirectives::line);
    private static final Setting<Span> TIMEOUT = Setting.seconds(
            new Entry("hwtstimeout SECONDS", "how long an answer waits for the transmit timestamp of its request",
                    Standing.IMPLEMENTED),
            HardwareConfiguration.DEFAULT_TIMEOUT, 1e3);
    private static final Setting<Integer> MAX_BUFFERS = Setting.whole(
            new Entry("maxtxbuffers PACKETS", "transmitted packets remembered by number, where frames are no Ethernet",
                    Standing.noEffect("a transmit timestamp finds its packet by the bytes, whatever the link")),
            0, 0, HardwareConfiguration.MOST_TRANSMIT_BUFFERS, "a number of packets");

    static final List<Directive> ALL = List.of(INTERFACES, TIMEOUT, MAX_BUFFERS);

    private HardwareDirectives() {
    }

    static HardwareConfiguration of(Values values) {
        return new HardwareConfiguration(values.get(INTERFACES), values.get(TIMEOUT), values.get(MAX_BUFFERS));
    }

    private static Option<Draft> option(String syntax, String meaning, OptionTable.Taking<Draft> taking) {
        return new Option<>(syntax, meaning, Standing.IMPLEMENTED, taking);
    }

    private static int poll(Arguments words, String what) throws BadLine {
        return words.whole(what, "log2 seconds", Timestamping.LEAST_POLL, Timestamping.GREATEST_POLL);
    }

    private static int samples(Arguments words, String what) throws BadLine {
        return words.whole(what, "a number of readings", 2, SampleHistory.MAX_SAMPLES);
    }

    private static Timestamping timestamping(Arguments words) throws BadLine {
        String name = words.word("hwtimestamp interface", "a network interface, or * for all");
        Draft draft = new Draft();
        OPTIONS.read(words, draft);
        int maxPoll = draft.maxPoll == null
                ? Math.min(draft.minPoll + 1, Timestamping.GREATEST_POLL)
                : Math.max(draft.minPoll, draft.maxPoll);
        return new Timestamping(name, draft.minPoll, maxPoll, draft.minSamples,
                Math.max(draft.minSamples, draft.maxSamples), draft.precision, draft.transmit, draft.receive,
                draft.noCrossTimestamps, draft.filter);
    }

    private static String line(Timestamping card) {
        return new LineText("hwtimestamp " + card.name()).option("minpoll", card.minPoll(), 0)
                .option("maxpoll", card.maxPoll(), Math.min(card.minPoll() + 1, Timestamping.GREATEST_POLL))
                .option("minsamples", card.minSamples(), 2)
                .option("maxsamples", card.maxSamples(), Math.max(16, card.minSamples()))
                .option("precision", card.precision(), Timestamping.DEFAULT_PRECISION)
                .option("txcomp", card.transmitCompensation(), Span.ZERO)
                .option("rxcomp", card.receiveCompensation(), Span.ZERO).flag("nocrossts", card.noCrossTimestamps())
                .option("rxfilter", card.receiveFilter(), null).toString();
    }

    /// The options while a line is read.
    static final class Draft {
        private int minPoll;
        private @Nullable Integer maxPoll;
        private int minSamples = 2;
        private int maxSamples = 16;
        private Span precision = Timestamping.DEFAULT_PRECISION;
        private Span transmit = Span.ZERO;
        private Span receive = Span.ZERO;
        private boolean noCrossTimestamps;
        private @Nullable ReceiveFilter filter;
    }
}
