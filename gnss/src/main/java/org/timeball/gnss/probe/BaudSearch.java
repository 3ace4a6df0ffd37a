package org.timeball.gnss.probe;

import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;

/// Decides at which speed to listen to a line whose speed nobody has said, and for how long.
///
/// A receiver speaks once a second, so that each speed gets a little more than one; all of them together take less
/// than ten seconds. Speeds come in the order of their frequency in the field, after the one that was right last. A
/// speed is right once two messages passed their checksums: one could be an accident in a long stretch of noise.
public final class BaudSearch {
    /// Bit/s. Receivers leave the factory with 9600 (u-blox to generation 8, MediaTek, most others), 38400 (u-blox 9
    /// and 10), 115200 (Quectel, Airoha) or 4800 (NMEA 0183 itself, SiRF).
    public static final List<Integer> SPEEDS = List.of(9600, 115_200, 38_400, 4800, 57_600, 230_400, 460_800, 921_600,
            19_200);
    /// A second, and what a burst at 4800 baud takes until its second message is whole is not lost: a search that has
    /// heard one message waits on.
    static final Span DWELL = Span.ofMillis(1020);
    /// How long one good message keeps the search at a speed.
    static final Span SECOND_CHANCE = Span.ofMillis(1500);
    private static final int ENOUGH = 2;

    private final List<Integer> speeds;
    private int index;
    private MonotonicInstant since;
    private int good;

    /// @param first the speed to begin with, one of [#SPEEDS] or any other
    public BaudSearch(int first, MonotonicInstant now) {
        List<Integer> order = new ArrayList<>(SPEEDS);
        order.remove((Integer) first);
        order.addFirst(first);
        speeds = List.copyOf(order);
        since = now;
    }

    /// The speed to listen at, bit/s.
    public int baud() {
        return speeds.get(index);
    }

    /// Messages with correct checksums came at this speed.
    public void heard(int messages) {
        good += messages;
    }

    /// Whether the speed is right.
    public boolean isFound() {
        return good >= ENOUGH;
    }

    /// Whether it is time to listen at another speed; [#next] goes there.
    public boolean isOver(MonotonicInstant now) {
        return !isFound() && now.since(since).compareTo(good > 0 ? SECOND_CHANCE : DWELL) >= 0;
    }

    /// Goes to the next speed, after the last one to the first.
    ///
    /// @return whether all speeds have had their turn
    public boolean next(MonotonicInstant now) {
        index = (index + 1) % speeds.size();
        good = 0;
        since = now;
        return index == 0;
    }
}
