package org.timeball.ntp.server;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// The times of earlier answers, for interleaved mode (RFC 9769 section 2): when a request came in, and when its answer
/// left.
///
/// A client names the answer it means by the receive time that it found there. An entry is found by that and the
/// client's address, in one of a bucket of four. A new one takes the place of one that was used already, or of the
/// bucket's oldest: fixed memory, and a client that keeps asking holds one entry or two.
///
/// One thread writes; any may ask how many there are.
final class TimestampTable {
    /// Memory that one entry takes.
    static final int BYTES_PER_ENTRY = 32;

    private static final int WAYS = 4;
    private static final int FIELDS = 4;
    private static final int RECEIVED = 0;
    private static final int CLIENT = 1;
    private static final int TRANSMITTED = 2;
    /// Who stamped the transmit time, and whether the entry was used.
    private static final int MARKS = 3;
    private static final long KERNEL = 1;
    private static final long USED = 2;
    private static final long HARDWARE = 4;

    private final AtomicLongArray cells;
    private final int buckets;
    private final long seed;

    /// @param entries how many at least; 0 for a table that remembers nothing
    TimestampTable(int entries, long seed) {
        buckets = (entries + WAYS - 1) / WAYS;
        cells = new AtomicLongArray(buckets * WAYS * FIELDS);
        this.seed = seed;
    }

    /// The entry of a client's earlier request, or -1.
    ///
    /// @param received the receive time of that request, an NtpTimestamp
    int find(long received, long high, long low) {
        if (buckets == 0 || received == 0) {
            return -1;
        }
        long client = client(high, low);
        int bucket = bucket(received, client);
        for (int way = 0; way < WAYS; way++) {
            int at = bucket + way * FIELDS;
            if (cells.getPlain(at + RECEIVED) == received && cells.getPlain(at + CLIENT) == client) {
                return at;
            }
        }
        return -1;
    }

    /// Makes an entry.
    ///
    /// @return it, or -1 if this table remembers nothing
    int save(long received, long high, long low) {
        if (buckets == 0) {
            return -1;
        }
        long client = client(high, low);
        int bucket = bucket(received, client);
        int place = bucket;
        for (int way = 0; way < WAYS; way++) {
            int at = bucket + way * FIELDS;
            if (cells.getPlain(at + RECEIVED) == 0 || (cells.getPlain(at + MARKS) & USED) != 0) {
                place = at;
                break;
            }
            // The difference is right across the end of an era.
            if (cells.getPlain(at + RECEIVED) - cells.getPlain(place + RECEIVED) < 0) {
                place = at;
            }
        }
        cells.setOpaque(place + RECEIVED, received);
        cells.setOpaque(place + CLIENT, client);
        cells.setOpaque(place + TRANSMITTED, received);
        cells.setOpaque(place + MARKS, 0);
        return place;
    }

    /// When the answer of entry `at` left, an NtpTimestamp.
    long transmitted(int at) {
        return cells.getPlain(at + TRANSMITTED);
    }

    /// Who took that time.
    Stamp stampedBy(int at) {
        long marks = cells.getPlain(at + MARKS);
        return (marks & HARDWARE) != 0 ? Stamp.HARDWARE : (marks & KERNEL) != 0 ? Stamp.KERNEL : Stamp.DAEMON;
    }

    long received(int at) {
        return cells.getPlain(at + RECEIVED);
    }

    /// Puts the time of departure into an entry that still is about the request received then, unless a better one is
    /// there.
    void depart(int at, long received, long transmitted, Stamp by) {
        if (at >= 0 && cells.getPlain(at + RECEIVED) == received && by.compareTo(stampedBy(at)) <= 0) {
            cells.setOpaque(at + TRANSMITTED, transmitted);
            cells.setOpaque(at + MARKS, cells.getPlain(at + MARKS) | switch (by) {
                case HARDWARE -> HARDWARE;
                case KERNEL -> KERNEL;
                case DAEMON -> 0;
            });
        }
    }

    /// Makes an entry the first to be given up.
    void markUsed(int at) {
        cells.setOpaque(at + MARKS, cells.getPlain(at + MARKS) | USED);
    }

    /// How many entries there are and how far apart the oldest and the newest; for any thread.
    Held held() {
        long count = 0;
        long oldest = 0;
        long newest = 0;
        for (int at = 0; at < cells.length(); at += FIELDS) {
            long received = cells.getOpaque(at + RECEIVED);
            VarHandle.loadLoadFence();
            if (received != 0) {
                oldest = count == 0 || received - oldest < 0 ? received : oldest;
                newest = count == 0 || received - newest > 0 ? received : newest;
                count++;
            }
        }
        return new Held(count, newest - oldest >>> 32);
    }

    private static long client(long high, long low) {
        return high * 0x9e3779b97f4a7c15L ^ low;
    }

    private int bucket(long received, long client) {
        // Mixed one after the other: times and addresses that both count up would cancel in a plain combination.
        long h = (received ^ seed) * 0xd6e8feb86659fd93L;
        h = (h ^ h >>> 32 ^ client) * 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 29) * 0xd6e8feb86659fd93L;
        return (int) ((h >>> 32) * buckets >>> 32) * WAYS * FIELDS;
    }

    /// @param count entries
    /// @param spanSeconds from the oldest to the newest
    record Held(long count, long spanSeconds) {
    }
}
