package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.daemon.config.SourceConfiguration.PulseCompletion;
import org.timeball.daemon.config.SourceConfiguration.Refclock;
import org.timeball.daemon.config.SourceConfiguration.RefclockSampling;
import org.timeball.timekeeping.time.Span;

/// `refclock` lines.
final class RefclockLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("refclock option", options());

    private RefclockLines() {
    }

    private static List<Option<Draft>> options() {
        List<Option<Draft>> options = new ArrayList<>();
        options.addAll(naming());
        options.addAll(pulses());
        options.addAll(sampling());
        options.addAll(SourceDraft.options(Standing.IMPLEMENTED));
        return options;
    }

    private static List<Option<Draft>> naming() {
        return List.of(
                new Option<>("refid NAME", "name of the source; default: the driver's first letters and a number",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.refid = words.refid(what)),
                new Option<>("lock NAME", "the source that numbers the seconds of these pulses", Standing.IMPLEMENTED,
                        (words, what, draft) -> draft.lock = words.refid(what)),
                new Option<>("offset SECONDS", "added to the time that the samples say; default 0",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.offset = words.seconds(what,
                                -Refclock.MAX_OFFSET_SECONDS, Refclock.MAX_OFFSET_SECONDS)),
                new Option<>("delay SECONDS", "constant error to be allowed for, there and back; default 1e-9",
                        Standing.IMPLEMENTED,
                        (words, what, draft) -> draft.delay = words.seconds(what, 0, Refclock.MAX_DELAY_SECONDS)),
                new Option<>("precision SECONDS", "finest difference it shows; default: the system clock's",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.precision = words.seconds(what, 1e-9,
                                Refclock.MAX_PRECISION_SECONDS)),
                new Option<>("stratum STRATUM", "of the clock itself; default 0", Standing.IMPLEMENTED,
                        (words, what, draft) -> draft.stratum = words.whole(what, "a stratum", 0,
                                Refclock.MAX_STRATUM)),
                new Option<>("tai", "its time is TAI", Standing.IMPLEMENTED, (_, _, draft) -> draft.tai = true),
                new Option<>("local", "a better oscillator, which is no reference", Standing.NOT_YET,
                        (_, _, draft) -> draft.local = true));
    }

    private static List<Option<Draft>> pulses() {
        return List.of(
                new Option<>("pps", "only the fraction of a second of its samples counts", Standing.IMPLEMENTED,
                        (_, _, draft) -> draft.pps = true),
                new Option<>("rate HZ", "pulses a second; default 1", Standing.IMPLEMENTED,
                        (words, what, draft) -> draft.rate = words.whole(what, "pulses a second", 1,
                                PulseCompletion.MAX_RATE)),
                new Option<>("maxlockage PULSES", "how many pulses ago the sample of lock may be; default 2",
                        Standing.noEffect(
                                "the clock itself carries the number of a pulse to the next; every sample of lock is checked against it"),
                        (words, what, draft) -> draft.maxLockage = words.whole(what,
                                "a number of pulses", 1, Integer.MAX_VALUE)),
                new Option<>("width SECONDS", "length of the pulses, where both edges come; default 0",
                        Standing.NOT_YET, (words, what, draft) -> draft.width = words.seconds(what, 0, 1)));
    }

    private static List<Option<Draft>> sampling() {
        return List.of(
                new Option<>("poll POLL", "log2 seconds between two measurements; default 4", Standing.IMPLEMENTED,
                        (words, what, draft) -> draft.poll = poll(words, what)),
                new Option<>("dpoll POLL", "log2 seconds between two readings of the driver; default 0",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.driverPoll = poll(words, what)),
                new Option<>("filter SAMPLES", "most samples that make one measurement; default 64",
                        Standing.noEffect("each sample is weighed by itself, none is thrown away for a median"),
                        (words, what, draft) -> draft.filter = words.whole(what, "a number of samples", 1,
                                RefclockSampling.MAX_FILTER)),
                new Option<>("maxdispersion SECONDS", "measurements that scatter by more are dropped; 0 (default) none",
                        Standing.noEffect("samples weigh the less the more they scatter"),
                        (words, what, draft) -> draft.maxDispersion = words.seconds(what, 0, 1000)));
    }

    private static int poll(Arguments words, String what) throws BadLine {
        return words.whole(what, "log2 seconds", RefclockSampling.MIN_POLL, RefclockSampling.MAX_POLL);
    }

    /// @param number of this refclock, counted from 0; the default refid carries it
    static Refclock read(Arguments words, int number) throws BadLine {
        RefclockDriver driver = DriverWords.read(words);
        Draft draft = new Draft();
        draft.refid = new RefId(driver.word().substring(0, 3) + number % 10);
        OPTIONS.read(words, draft);
        return draft.refclock(driver);
    }

    static String line(Refclock clock) {
        PulseCompletion pulses = clock.pulses();
        RefclockSampling sampling = clock.sampling();
        RefclockSampling usual = RefclockSampling.DEFAULT;
        return new LineText("refclock " + DriverWords.text(clock.driver())).option("refid", clock.refid(), null)
                .option("lock", clock.lock(), null).option("offset", clock.offset(), Span.ZERO)
                .option("delay", clock.delay(), Refclock.DEFAULT_DELAY).option("precision", clock.precision(), null)
                .option("stratum", clock.stratum(), 0).flag("tai", clock.tai()).flag("local", clock.local())
                .flag("pps", pulses.pps()).option("rate", pulses.rate(), PulseCompletion.DEFAULT.rate())
                .option("maxlockage", pulses.maxLockage(), PulseCompletion.DEFAULT.maxLockage())
                .option("width", pulses.width(), Span.ZERO).option("poll", sampling.poll(), usual.poll())
                .option("dpoll", sampling.driverPoll(), Math.min(usual.driverPoll(), sampling.poll()))
                .option("filter", sampling.filter(), usual.filter())
                .option("maxdispersion", sampling.maxDispersion(), Span.ZERO).history(sampling.history())
                .select(clock.select()).toString();
    }

    /// The options while a line is read.
    static final class Draft extends SourceDraft {
        private RefId refid = new RefId("?");
        private @Nullable RefId lock;
        private Span offset = Span.ZERO;
        private Span delay = Refclock.DEFAULT_DELAY;
        private @Nullable Span precision;
        private int stratum;
        private boolean tai;
        private boolean local;
        private boolean pps;
        private int rate = PulseCompletion.DEFAULT.rate();
        private int maxLockage = PulseCompletion.DEFAULT.maxLockage();
        private Span width = Span.ZERO;
        private int poll = RefclockSampling.DEFAULT.poll();
        private int driverPoll = RefclockSampling.DEFAULT.driverPoll();
        private int filter = RefclockSampling.DEFAULT.filter();
        private Span maxDispersion = Span.ZERO;

        private Refclock refclock(RefclockDriver driver) {
            return new Refclock(driver, refid, lock, new PulseCompletion(pps, rate, maxLockage, width),
                    new RefclockSampling(poll, Math.min(driverPoll, poll), filter, maxDispersion, history()), offset,
                    delay, precision, stratum, tai, local, select());
        }
    }
}
