package org.timeball.simulator.clknetsim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.timeball.simulator.clknetsim.protocol.Payload;

/// Every packet that was sent, lost ones included, in the order of sending.
public final class PacketLog {
    private final List<Entry> entries = new ArrayList<>();

    PacketLog() {
    }

    /// @param seconds network time of sending
    /// @param from sender's number, counted from 1
    /// @param to receiver's number, counted from 1
    /// @param delaySeconds time on the way; not above 0 where it was lost
    /// @param payload what was sent; its `node` is the sender, counted from 0
    public record Entry(double seconds, int from, int to, double delaySeconds, Payload payload) {
        public boolean isLost() {
            return !(delaySeconds > 0);
        }
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public long count(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).count();
    }

    /// Intervals between the packets that a node sends.
    public Intervals sentBy(int node) {
        return Intervals.of(entries.stream().filter(entry -> entry.from == node).mapToDouble(Entry::seconds).toArray());
    }

    /// Intervals between the packets that a node receives.
    public Intervals receivedBy(int node) {
        return Intervals.of(entries.stream().filter(entry -> entry.to == node && !entry.isLost())
                .mapToDouble(entry -> entry.seconds + entry.delaySeconds).sorted().toArray());
    }

    /// @param count how many packets there were
    /// @param mean mean interval, seconds; infinite where there are fewer than two packets
    /// @param least shortest interval, seconds
    public record Intervals(int count, double mean, double least) {
        static Intervals of(double[] times) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 1; i < times.length; i++) {
                least = Math.min(least, times[i] - times[i - 1]);
            }
            double mean = times.length < 2
                    ? Double.POSITIVE_INFINITY
                    : (times[times.length - 1] - times[0]) / (times.length - 1);
            return new Intervals(times.length, mean, least);
        }
    }
}
