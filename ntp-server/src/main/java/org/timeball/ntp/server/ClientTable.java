package org.timeball.ntp.server;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The clients heard lately, in fixed memory.
///
/// A client has its place in one bucket of eight; a new one takes the place of the bucket's longest unheard. So a
/// flood of invented addresses costs nothing but the memory of older clients. The buckets are chosen by a seeded
/// hash, so that nobody outside can aim at one.
///
/// One thread writes, any may read. Each place has a sequence number that is odd while it is written; a reader that
/// sees it odd or changed leaves that client out of its list.
final class ClientTable {
    private static final int WAYS = 8;
    private static final int FIELDS = 5;
    private static final int SEQUENCE = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int REQUESTS = 3;
    private static final int LAST_SEEN = 4;

    private final AtomicLongArray cells;
    private final int bucketMask;
    private final long seed;

    /// @param capacity how many clients; a power of two, 8 or more
    /// @param seed of the hash
    ClientTable(int capacity, long seed) {
        if (capacity < WAYS || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be a power of two from 8 on");
        }
        cells = new AtomicLongArray(capacity * FIELDS);
        bucketMask = capacity / WAYS - 1;
        this.seed = seed;
    }

    /// Counts one request; only for the writing thread.
    void count(long high, long low, long nanos) {
        int bucket = (hash(high, low) & bucketMask) * WAYS * FIELDS;
        int place = bucket;
        for (int way = 0; way < WAYS; way++) {
            int at = bucket + way * FIELDS;
            if (cells.getPlain(at + REQUESTS) == 0) {
                place = at;
                break;
            }
            if (cells.getPlain(at + LOW) == low && cells.getPlain(at + HIGH) == high) {
                write(at, high, low, cells.getPlain(at + REQUESTS) + 1, nanos);
                return;
            }
            if (cells.getPlain(at + LAST_SEEN) < cells.getPlain(place + LAST_SEEN)) {
                place = at;
            }
        }
        write(place, high, low, 1, nanos);
    }

    private void write(int at, long high, long low, long requests, long nanos) {
        long sequence = cells.getPlain(at + SEQUENCE);
        cells.setOpaque(at + SEQUENCE, sequence + 1);
        VarHandle.storeStoreFence();
        cells.setOpaque(at + HIGH, high);
        cells.setOpaque(at + LOW, low);
        cells.setOpaque(at + REQUESTS, requests);
        cells.setOpaque(at + LAST_SEEN, nanos);
        cells.setRelease(at + SEQUENCE, sequence + 2);
    }

    /// Shows every client to `reader`, in no order; for any thread.
    void read(ClientReader reader) {
        for (int at = 0; at < cells.length(); at += FIELDS) {
            long before = cells.getAcquire(at + SEQUENCE);
            long high = cells.getOpaque(at + HIGH);
            long low = cells.getOpaque(at + LOW);
            long requests = cells.getOpaque(at + REQUESTS);
            long lastSeen = cells.getOpaque(at + LAST_SEEN);
            VarHandle.loadLoadFence();
            if (requests > 0 && (before & 1) == 0 && cells.getOpaque(at + SEQUENCE) == before) {
                reader.client(new IpAddress(high, low), requests, new SystemInstant(lastSeen));
            }
        }
    }

    private int hash(long high, long low) {
        long h = (high ^ seed) * 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 32 ^ low) * 0xd6e8feb86659fd93L;
        h = (h ^ h >>> 29 ^ seed) * 0xd6e8feb86659fd93L;
        return (int) (h >>> 32);
    }

    /// Takes in one client of the table.
    @FunctionalInterface
    interface ClientReader {
        void client(IpAddress address, long requests, SystemInstant lastSeen);
    }
}
