package org.timeball.ntp.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timeball.timekeeping.world.IpAddress;

/// Which addresses may ask: the rule with the longest matching prefix decides, and nobody is allowed without one.
///
/// Of two rules for the same subnet the later holds. A rule with `all` takes the place of earlier rules for parts of
/// its subnet. Loopback is an address like any other.
///
/// Any thread may ask, without locks or allocation; changes are made under a lock and seen as a whole. The rules are
/// kept flattened into ranges, so that a question costs one binary search however many rules there are.
public final class AccessList {
    private final Map<Subnet, Boolean> rules = new TreeMap<>(Subnet.OUTER_FIRST);
    private volatile Ranges ranges;
    private volatile Map<Subnet, Boolean> current;

    /// A list that allows nobody.
    public AccessList() {
        // IPv4 addresses lie inside ::/0 as numbers, but a rule for IPv6 must not reach them.
        rules.put(Subnet.ALL_V4, false);
        ranges = Ranges.of(rules);
        current = Map.copyOf(rules);
    }

    /// Adds rules in order.
    public synchronized void apply(List<AccessRule> more) {
        for (AccessRule rule : more) {
            Subnet subnet = rule.subnet();
            if (rule.all()) {
                rules.keySet().removeIf(old -> subnet.contains(old) && old.isV4() == subnet.isV4());
            }
            rules.put(subnet, rule.allow());
        }
        ranges = Ranges.of(rules);
        current = Map.copyOf(rules);
    }

    /// The rules as they are now, of which the one with the longest prefix decides. The same object until they change.
    public Map<Subnet, Boolean> rules() {
        return current;
    }

    public boolean allows(IpAddress address) {
        return allows(address.high(), address.low());
    }

    /// @param high upper half of an [IpAddress]
    /// @param low lower half
    public boolean allows(long high, long low) {
        return ranges.allows(high, low);
    }

    /// Whether anybody at all is allowed; if not, there is no need to listen.
    public boolean allowsAnyone() {
        return ranges.allowsAnyone();
    }

    /// Disjoint ranges in ascending order; each reaches to the start of the next.
    private record Ranges(long[] startHigh, long[] startLow, boolean[] allowed) {
        static Ranges of(Map<Subnet, Boolean> rules) {
            Flattening flattening = new Flattening();
            rules.forEach(flattening::add);
            return flattening.finish();
        }

        boolean allows(long high, long low) {
            int from = 0;
            int to = startHigh.length - 1;
            while (from < to) {
                int middle = from + to + 1 >>> 1;
                int order = Long.compareUnsigned(startHigh[middle], high);
                if (order < 0 || order == 0 && Long.compareUnsigned(startLow[middle], low) <= 0) {
                    from = middle;
                } else {
                    to = middle - 1;
                }
            }
            return allowed[from];
        }

        boolean allowsAnyone() {
            for (boolean each : allowed) {
                if (each) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Turns nested subnets, outer first, into ranges: an inner one interrupts what it lies in.
    private static final class Flattening {
        private final List<IpAddress> starts = new ArrayList<>();
        private final List<Boolean> values = new ArrayList<>();
        private final Deque<Map.Entry<Subnet, Boolean>> open = new ArrayDeque<>();

        Flattening() {
            starts.add(new IpAddress(0, 0));
            values.add(false);
        }

        void add(Subnet subnet, boolean allowed) {
            while (!open.isEmpty() && !open.element().getKey().contains(subnet)) {
                close();
            }
            begin(subnet.first(), allowed);
            open.push(Map.entry(subnet, allowed));
        }

        Ranges finish() {
            while (!open.isEmpty()) {
                close();
            }
            int size = starts.size();
            Ranges ranges = new Ranges(new long[size], new long[size], new boolean[size]);
            for (int i = 0; i < size; i++) {
                ranges.startHigh[i] = starts.get(i).high();
                ranges.startLow[i] = starts.get(i).low();
                ranges.allowed[i] = values.get(i);
            }
            return ranges;
        }

        private void close() {
            IpAddress last = open.pop().getKey().last();
            long low = last.low() + 1;
            long high = low == 0 ? last.high() + 1 : last.high();
            if (high != 0 || low != 0) {
                begin(new IpAddress(high, low), !open.isEmpty() && open.element().getValue());
            }
        }

        private void begin(IpAddress start, boolean allowed) {
            int newest = starts.size() - 1;
            if (starts.get(newest).equals(start)) {
                values.set(newest, allowed);
            } else {
                starts.add(start);
                values.add(allowed);
            }
        }
    }
}
