package org.timeball.timekeeping.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// The times that an operator entered, and the line through them. Immutable.
///
/// Offsets are of the free-running clock, so that no correction disturbs them.
///
/// @param enabled whether times are taken
/// @param entries oldest first
public record ManualEntries(boolean enabled, List<Entry> entries) {
    /// As many as chronyc can list.
    public static final int MOST = 16;

    /// @param at when it was entered
    /// @param offset free-running clock minus the operator's watch
    /// @param originalOffsetSeconds our clock minus the operator's watch, as it was then
    public record Entry(FreeInstant at, Span offset, double originalOffsetSeconds) {
    }

    public ManualEntries {
        entries = List.copyOf(entries);
    }

    public static ManualEntries start(boolean enabled) {
        return new ManualEntries(enabled, List.of());
    }

    public ManualEntries switched(boolean on) {
        return new ManualEntries(on, on ? entries : List.of());
    }

    public ManualEntries reset() {
        return new ManualEntries(enabled, List.of());
    }

    /// With one more; the oldest goes where there are too many.
    public ManualEntries with(Entry entry) {
        List<Entry> all = new ArrayList<>(entries.subList(Math.max(0, entries.size() + 1 - MOST), entries.size()));
        all.add(entry);
        return new ManualEntries(enabled, all);
    }

    /// Without one; there may be none of that index.
    public ManualEntries without(int index) {
        List<Entry> all = new ArrayList<>(entries);
        if (index >= 0 && index < all.size()) {
            all.remove(index);
        }
        return new ManualEntries(enabled, all);
    }

    /// After UTC has inserted a second.
    public ManualEntries leapt(Span inserted) {
        return new ManualEntries(enabled, entries.stream()
                .map(e -> new Entry(e.at, e.offset.plus(inserted), e.originalOffsetSeconds)).toList());
    }

    /// Rate error of the free-running clock by the least squares of all entries; empty when there are not two at
    /// different moments.
    public OptionalDouble rate() {
        double times = 0;
        double offsets = 0;
        for (Entry entry : entries) {
            times += seconds(entry);
            offsets += offset(entry);
        }
        double squares = 0;
        double products = 0;
        for (Entry entry : entries) {
            double t = seconds(entry) - times / entries.size();
            squares += t * t;
            products += t * (offset(entry) - offsets / entries.size());
        }
        return squares > 0 ? OptionalDouble.of(products / squares) : OptionalDouble.empty();
    }

    /// The line's offset at a moment: free-running clock minus true time. There must be an entry.
    ///
    /// @param rateIfUnknown the rate error of the free-running clock where the entries do not tell it
    public Span offsetAt(FreeInstant at, double rateIfUnknown) {
        double rate = rate().orElse(rateIfUnknown);
        double above = 0;
        for (Entry entry : entries) {
            above += (offset(entry) - rate * seconds(entry)) / entries.size();
        }
        return entries.getLast().offset.plus(
                Span.ofSeconds(above + rate * at.since(entries.getLast().at).seconds()));
    }

    /// Seconds after the last entry, not positive.
    private double seconds(Entry entry) {
        return entry.at.since(entries.getLast().at).seconds();
    }

    private double offset(Entry entry) {
        return entry.offset.minus(entries.getLast().offset).seconds();
    }
}
