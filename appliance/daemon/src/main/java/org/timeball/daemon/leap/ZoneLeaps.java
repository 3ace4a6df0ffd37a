package org.timeball.daemon.leap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.leap.LeapTable;

/// The leap seconds of a compiled time zone that counts them, such as `right/UTC` (TZif, RFC 9636).
///
/// Such a zone counts every second that has passed: each record has the count at which a leap second occurs, and the sum
/// of all so far. UTC was 10 s behind TAI before the first.
final class ZoneLeaps {
    private static final int MAGIC = 0x545a6966;
    private static final int HEADER = 44;
    private static final int RESERVED = 15;
    private static final int TAI_AT_FIRST = 10;
    /// 1972-01-01.
    private static final long FIRST = 63_072_000L;
    private static final int MOST = 10_000;

    private ZoneLeaps() {
    }

    static LeapTable parse(String path, byte[] file) throws LeapFileException {
        try {
            ByteBuffer in = ByteBuffer.wrap(file);
            Header first = header(path, in);
            if (first.version < '2') {
                return leaps(path, in, first, Integer.BYTES);
            }
            in.position(HEADER + first.length(Integer.BYTES));
            return leaps(path, in, header(path, in), Long.BYTES);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw wrong(path, "it is damaged or cut short");
        }
    }

    private static Header header(String path, ByteBuffer in) throws LeapFileException {
        if (in.remaining() < HEADER || in.getInt() != MAGIC) {
            throw wrong(path, "it is not a compiled time zone");
        }
        int version = in.get();
        in.position(in.position() + RESERVED);
        Header header = new Header(version, in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(),
                in.getInt());
        if (!header.isPossible()) {
            throw wrong(path, "it is damaged");
        }
        return header;
    }

    private static LeapTable leaps(String path, ByteBuffer in, Header header, int width) throws LeapFileException {
        if (header.leaps == 0) {
            throw wrong(path, "it has no leap seconds");
        }
        in.position(in.position() + header.beforeLeaps(width));
        List<LeapTable.Entry> entries = new ArrayList<>();
        entries.add(new LeapTable.Entry(FIRST, TAI_AT_FIRST));
        long expires = Long.MAX_VALUE;
        int sum = 0;
        for (int i = 0; i < header.leaps; i++) {
            long count = width == Long.BYTES ? in.getLong() : in.getInt();
            int next = in.getInt();
            if (next == sum && i == header.leaps - 1) {
                expires = count - sum;
                break;
            }
            // An inserted second is itself counted; of a deleted one the second before is the last.
            long midnight = next > sum ? count - sum : count - sum + 1;
            entries.add(new LeapTable.Entry(midnight, TAI_AT_FIRST + next));
            sum = next;
        }
        return new LeapTable(entries, expires);
    }

    private static LeapFileException wrong(String path, String what) {
        return new LeapFileException(
                path + ": " + what + "; expected a zone that counts leap seconds (package tzdata-legacy: right/UTC)");
    }

    /// @param version '2' or later where 8-byte times follow; else only 4-byte times
    private record Header(int version, int utcFlags, int standardFlags, int leaps, int times, int types, int chars) {
        private static final int TYPE_BYTES = 6;

        boolean isPossible() {
            return within(utcFlags) && within(standardFlags) && within(leaps) && within(times) && within(types)
                    && within(chars);
        }

        private static boolean within(int count) {
            return count >= 0 && count <= MOST;
        }

        int beforeLeaps(int width) {
            return times * width + times + types * TYPE_BYTES + chars;
        }

        int length(int width) {
            return beforeLeaps(width) + leaps * (width + Integer.BYTES) + standardFlags + utcFlags;
        }
    }
}
