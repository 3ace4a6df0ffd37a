package org.timeball.ntp.server;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The clients heard lately, in fixed memory: how often, when, at what interval, and how much of their rate is left.
///
/// A client has its place in one bucket of eight; a new one takes the place of the bucket's longest unheard. So a
/// flood of invented addresses costs nothing but the memory of older clients. The buckets are chosen by a seeded
/// hash, so that nobody outside can aim at one. One byte a client, from the same hash, is kept apart, so that finding a
/// client costs two cache misses and not one for each of the eight.
///
/// One thread writes, any may read. Each place has a sequence number that is odd while it is written; a reader that
/// sees it odd or changed leaves that client out of its list.
final class ClientTable {
    /// Memory that one client takes.
    static final int BYTES_PER_CLIENT = 65;

    private static final int WAYS = 8;
    private static final int FIELDS = 8;
    private static final int SEQUENCE = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int HITS = 3;
    private static final int DROPS = 4;
    private static final int LAST_SEEN = 5;
    private static final int DUE = 6;
    /// The mean interval after an answer, that after silence (16 bits each), and whether the last met with silence.
    private static final int MANNERS = 7;
    private static final long MEAN = 0xffff;
    private static final int AFTER_SILENCE_SHIFT = 16;
    private static final long WAS_SILENT = 1L << 32;

    private final AtomicLongArray cells;
    private final long[] tags;
    private final long seed;
    private long evicted;

    /// @param clients how many at least; 0 for a table that remembers nobody
    /// @param seed of the hash
    ClientTable(int clients, long seed) {
        if (clients < 0 || clients > 1 << 24) {
            throw new IllegalArgumentException("a table of " + clients + " clients; it must be 0 to 16777216");
        }
        int buckets = (clients + WAYS - 1) / WAYS;
        cells = new AtomicLongArray(buckets * WAYS * FIELDS);
        tags = new long[buckets];
        this.seed = seed;
    }

    /// Counts one request; only for the writing thread.
    ///
    /// @param limiter judges its rate; null if all are answered
    Verdict hit(long high, long low, long nanos, @Nullable Limiter limiter) {
        if (tags.length == 0) {
            return Verdict.ANSWER;
        }
        long hash = hash(high, low);
        int bucket = (int) ((hash >>> 32) * tags.length >>> 32);
        int place = find(bucket, (int) hash & 255 | 1, high, low);
        if (place < 0) {
            place = takeOldest(bucket, (int) hash & 255 | 1);
            return writeNew(place, high, low, nanos, limiter);
        }
        return update(place, nanos, limiter);
    }

    private int find(int bucket, int tag, long high, long low) {
        long bits = tags[bucket];
        for (int way = 0; bits != 0; way++, bits >>>= 8) {
            int at = (bucket * WAYS + way) * FIELDS;
            if ((bits & 255) == tag && cells.getPlain(at + LOW) == low && cells.getPlain(at + HIGH) == high) {
                return at;
            }
        }
        return -1;
    }

    private int takeOldest(int bucket, int tag) {
        int oldest = 0;
        for (int way = 0; way < WAYS; way++) {
            if ((tags[bucket] >>> 8 * way & 255) == 0) {
                tags[bucket] |= (long) tag << 8 * way;
                return (bucket * WAYS + way) * FIELDS;
            }
            if (lastSeen(bucket, way) < lastSeen(bucket, oldest)) {
                oldest = way;
            }
        }
        evicted++;
        tags[bucket] = tags[bucket] & ~(255L << 8 * oldest) | (long) tag << 8 * oldest;
        return (bucket * WAYS + oldest) * FIELDS;
    }

    private long lastSeen(int bucket, int way) {
        return cells.getPlain((bucket * WAYS + way) * FIELDS + LAST_SEEN);
    }

    private Verdict writeNew(int at, long high, long low, long nanos, @Nullable Limiter limiter) {
        long sequence = open(at);
        cells.setOpaque(at + HIGH, high);
        cells.setOpaque(at + LOW, low);
        cells.setOpaque(at + HITS, 1);
        cells.setOpaque(at + DROPS, 0);
        cells.setOpaque(at + LAST_SEEN, nanos);
        cells.setOpaque(at + DUE, limiter == null ? nanos : limiter.nextDue(nanos, nanos));
        cells.setOpaque(at + MANNERS, 0);
        close(at, sequence);
        return Verdict.ANSWER;
    }

    private Verdict update(int at, long nanos, @Nullable Limiter limiter) {
        long manners = observed(cells.getPlain(at + MANNERS), nanos - cells.getPlain(at + LAST_SEEN));
        long due = cells.getPlain(at + DUE);
        long drops = cells.getPlain(at + DROPS);
        Verdict verdict = Verdict.ANSWER;
        if (limiter != null) {
            if (limiter.isGranted(due, nanos)) {
                due = limiter.nextDue(due, nanos);
            } else {
                verdict = limiter.beyond(isEager(manners));
            }
        }
        if (verdict != Verdict.ANSWER) {
            manners |= WAS_SILENT;
            drops++;
        }
        long sequence = open(at);
        cells.setOpaque(at + HITS, cells.getPlain(at + HITS) + 1);
        cells.setOpaque(at + DROPS, drops);
        cells.setOpaque(at + LAST_SEEN, nanos);
        cells.setOpaque(at + DUE, due);
        cells.setOpaque(at + MANNERS, manners);
        close(at, sequence);
        return verdict;
    }

    /// Takes an interval into the mean that it belongs to.
    private static long observed(long manners, long nanos) {
        int answered = (int) (manners & MEAN);
        int silent = (int) (manners >>> AFTER_SILENCE_SHIFT & MEAN);
        if ((manners & WAS_SILENT) != 0) {
            silent = Interval.averaged(silent, nanos);
        } else {
            answered = Interval.averaged(answered, nanos);
        }
        return answered | (long) silent << AFTER_SILENCE_SHIFT;
    }

    /// Whether the client asks more than twice as often when it hears nothing.
    private static boolean isEager(long manners) {
        return Interval.isLessThanHalf((int) (manners >>> AFTER_SILENCE_SHIFT & MEAN), (int) (manners & MEAN));
    }

    private long open(int at) {
        long sequence = cells.getPlain(at + SEQUENCE);
        cells.setOpaque(at + SEQUENCE, sequence + 1);
        VarHandle.storeStoreFence();
        return sequence;
    }

    private void close(int at, long sequence) {
        cells.setRelease(at + SEQUENCE, sequence + 2);
    }

    /// How many clients had to make place for others; only for the writing thread.
    long evicted() {
        return evicted;
    }

    /// How many clients it has room for.
    int capacity() {
        return tags.length * WAYS;
    }

    /// Shows every client to `reader`, in no order; for any thread.
    void read(ClientReader reader) {
        for (int at = 0; at < cells.length(); at += FIELDS) {
            long before = cells.getAcquire(at + SEQUENCE);
            long high = cells.getOpaque(at + HIGH);
            long low = cells.getOpaque(at + LOW);
            long hits = cells.getOpaque(at + HITS);
            long drops = cells.getOpaque(at + DROPS);
            long lastSeen = cells.getOpaque(at + LAST_SEEN);
            long manners = cells.getOpaque(at + MANNERS);
            VarHandle.loadLoadFence();
            if (hits > 0 && (before & 1) == 0 && cells.getOpaque(at + SEQUENCE) == before) {
                reader.client(new IpAddress(high, low), new ServiceActivity(hits, drops,
                        Interval.log2Seconds((int) (manners & MEAN)),
                        Interval.log2Seconds((int) (manners >>> AFTER_SILENCE_SHIFT & MEAN)),
                        new SystemInstant(lastSeen)));
            }
        }
    }

    private long hash(long high, long low) {
        long h = (high ^ seed) * 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 32 ^ low) * 0xd6e8feb86659fd93L;
        h = (h ^ h >>> 29 ^ seed) * 0xd6e8feb86659fd93L;
        return h ^ h >>> 32;
    }

    /// Takes in one client of the table.
    @FunctionalInterface
    interface ClientReader {
        void client(IpAddress address, ServiceActivity activity);
    }
}
