package org.timeball.daemon.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One ring as it survives a restart: a file whose size never changes. Big-endian.
///
/// ```
/// 0   8 bytes   "TIMEBAL1"
/// 8   int       seconds of an interval
/// 12  int       capacity, points
/// 16  int       points that are there, oldest first
/// 20  28 bytes  a point, as often as there is capacity: long start, floats offset, least, most, bound, frequency
/// end 4 bytes   CRC-32C of all before
/// ```
final class HistoryFile {
    private static final byte[] TITLE = "TIMEBAL1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 20;
    private static final int POINT_BYTES = 28;
    private static final int CHECK_BYTES = 4;

    private HistoryFile() {
    }

    static byte[] bytes(HistoryRing ring) {
        List<Point> points = ring.points();
        ByteBuffer buffer = ByteBuffer.allocate(size(ring));
        buffer.put(TITLE).putInt(ring.intervalSeconds()).putInt(ring.capacity()).putInt(points.size());
        for (Point point : points) {
            buffer.putLong(point.startSeconds()).putFloat(point.offsetSeconds()).putFloat(point.leastSeconds())
                    .putFloat(point.mostSeconds()).putFloat(point.boundSeconds()).putFloat(point.frequencyPpm());
        }
        buffer.putInt(size(ring) - CHECK_BYTES, check(buffer.array()));
        return buffer.array();
    }

    private static int size(HistoryRing ring) {
        return HEADER_BYTES + ring.capacity() * POINT_BYTES + CHECK_BYTES;
    }

    private static int check(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CHECK_BYTES);
        return (int) crc.getValue();
    }

    /// Empty if these bytes are not what this ring would write, or damaged.
    static Optional<List<Point>> points(HistoryRing ring, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != size(ring) || buffer.getInt(bytes.length - CHECK_BYTES) != check(bytes)
                || !Arrays.equals(bytes, 0, TITLE.length, TITLE, 0, TITLE.length)) {
            return Optional.empty();
        }
        buffer.position(TITLE.length);
        int interval = buffer.getInt();
        int capacity = buffer.getInt();
        int count = buffer.getInt();
        if (interval != ring.intervalSeconds() || capacity != ring.capacity() || count < 0 || count > capacity) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new Point(buffer.getLong(), buffer.getFloat(), buffer.getFloat(), buffer.getFloat(),
                    buffer.getFloat(), buffer.getFloat()));
        }
        return Optional.of(points);
    }
}
