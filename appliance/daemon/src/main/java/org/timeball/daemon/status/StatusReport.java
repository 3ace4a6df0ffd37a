package org.timeball.daemon.status;

import java.util.List;
import java.util.Locale;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// The reading with everything that follows from it: what a face needs, and nothing that two faces could word apart.
///
/// @param reading the numbers it was computed from
/// @param state what to think of the box
/// @param stateSeconds how long it has been so
/// @param headline one line: state, stratum and how good
/// @param words the one cause why it is not well, and what to do
/// @param stratum what clients are told, 16 when nobody vouches for the time
/// @param boundSeconds largest true error of the clock now; infinite when nobody vouches for it
/// @param sources all configured sources, in order
public record StatusReport(BoxReading reading, State state, double stateSeconds, String headline, CauseWords words,
        int stratum, double boundSeconds, List<SourceReport> sources) {
    /// What to think of the box.
    public enum State {
        /// Nothing is served yet: the sources are not yet good enough.
        ACQUIRING,
        /// A source corrects the clock.
        LOCKED,
        /// No source, but the bound still holds and says how good the clock is.
        HOLDOVER,
        /// Nobody vouches for the clock any more.
        NOT_TRUSTED;

        /// In lower case, such as `not trusted`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public StatusReport {
        sources = List.copyOf(sources);
    }

    public static StatusReport of(BoxReading reading) {
        TimingSnapshot timing = reading.timing();
        // The reading may be a moment older than a snapshot that was just published.
        long now = Math.max(reading.now().nanos(), timing.at().nanos());
        boolean vouched = timing.vouchesAt(now);
        double bound = vouched
                ? timing.rootDelay().seconds() / 2 + timing.rootDispersionAt(now)
                : Double.POSITIVE_INFINITY;
        State state = state(timing, vouched);
        double age = Math.max(0, now - timing.since().nanos()) * 1e-9;
        CauseWords words = words(timing, vouched, now);
        int stratum = vouched ? timing.stratum() : TimingSnapshot.UNSYNCHRONISED_STRATUM;
        List<SourceReport> sources = timing.sources().stream().map(SourceReport::of).toList();
        return new StatusReport(reading, state, age, headline(timing, state, age, bound, words), words, stratum, bound,
                sources);
    }

    private static State state(TimingSnapshot timing, boolean vouched) {
        return switch (timing.lock()) {
            case ACQUIRING -> State.ACQUIRING;
            case LOCKED -> vouched ? State.LOCKED : State.NOT_TRUSTED;
            case HOLDOVER -> vouched ? State.HOLDOVER : State.NOT_TRUSTED;
            case EXHAUSTED -> State.NOT_TRUSTED;
        };
    }

    private static CauseWords words(TimingSnapshot timing, boolean vouched, long now) {
        boolean stale = timing.stratum() < TimingSnapshot.UNSYNCHRONISED_STRATUM && !vouched;
        return stale
                ? new CauseWords("timekeeper silent", "The timekeeper itself has said nothing for %s.".formatted(
                        Quantity.age((now - timing.at().nanos()) * 1e-9)), "Restart the daemon and send us its log.")
                : CauseWords.of(timing.reason());
    }

    private static String headline(TimingSnapshot timing, State state, double age, double bound, CauseWords words) {
        String why = words.brief().isEmpty() ? "" : ": " + words.brief();
        return switch (state) {
            case ACQUIRING -> "Acquiring" + why;
            case LOCKED -> "Locked to %s, stratum %d, good to %s".formatted(reference(timing), timing.stratum(),
                    Quantity.bound(bound));
            case HOLDOVER -> "Holdover for %s, stratum %d, good to %s".formatted(Quantity.age(age), timing.stratum(),
                    Quantity.bound(bound));
            case NOT_TRUSTED -> "Not trusted" + why;
        };
    }

    private static String reference(TimingSnapshot timing) {
        return timing.sources().stream().filter(source -> source.verdict() == Verdict.SELECTED).findFirst()
                .map(source -> source.name()).orElseGet(() -> refidText(timing.refid()));
    }

    /// The reference identifier as text where its bytes are printable, else in hexadecimal, as chronyc prints it.
    public static String refidText(int refid) {
        StringBuilder text = new StringBuilder();
        for (int rest = refid; rest != 0; rest <<= 8) {
            text.append((char) (rest >>> 24));
        }
        boolean printable = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
        return printable ? text.toString() : "%08X".formatted(refid);
    }
}
