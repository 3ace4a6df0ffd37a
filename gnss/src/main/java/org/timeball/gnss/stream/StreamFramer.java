package org.timeball.gnss.stream;

import org.timeball.gnss.nmea.NmeaFramer;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Cuts a receiver's bytes into NMEA sentences and UBX frames, in any mixture.
///
/// Binary frames are held until they are whole; all other bytes go to the sentences' framer at once. A frame begins
/// nowhere but where its checksum says so: if that fails, the bytes after its first one are looked at anew. A frame
/// that stops arriving for [#LONGEST_PAUSE] was cut off.
public final class StreamFramer {
    /// Receivers send a frame in one go; the slowest reader of a serial port comes round more often than this.
    static final Span LONGEST_PAUSE = Span.ofMillis(300);
    private static final int CAPACITY = 4 * UbxFrame.MAX_PAYLOAD;
    private static final int NO_FRAME = -1;
    private static final int INCOMPLETE = 0;

    private final Sink sink;
    private final NmeaFramer sentences;
    private final UbxFrame frame = new UbxFrame();
    private final byte[] held = new byte[CAPACITY];
    private final ArrivalLog arrivals = new ArrivalLog();
    private int next;
    private int end;
    private SystemInstant lastArrival = new SystemInstant(0);

    /// Takes what the framer finds.
    public interface Sink extends NmeaFramer.Sink {
        /// @param frame a view that the framer reuses: valid only during the call
        void frame(UbxFrame frame);
    }

    public StreamFramer(Sink sink) {
        this.sink = sink;
        sentences = new NmeaFramer(sink);
    }

    /// Takes in a piece of the stream.
    ///
    /// @param arrival the clock's reading when this piece arrived
    public void accept(byte[] bytes, SystemInstant arrival) {
        accept(bytes, 0, bytes.length, arrival);
    }

    /// Takes in a piece of the stream.
    ///
    /// @param arrival the clock's reading when this piece arrived
    public void accept(byte[] bytes, int offset, int length, SystemInstant arrival) {
        if (next < end && arrival.since(lastArrival).compareTo(LONGEST_PAUSE) > 0) {
            giveUpFrame();
            scan(false);
        }
        lastArrival = arrival;
        for (int done = 0; done < length;) {
            makeRoom();
            int part = Math.min(length - done, CAPACITY - end);
            System.arraycopy(bytes, offset + done, held, end, part);
            end += part;
            done += part;
            arrivals.add(end, arrival);
            scan(false);
        }
    }

    /// The stream has ended: what still waits for its end is no frame.
    public void finish() {
        scan(true);
    }

    private void makeRoom() {
        if (next > 0) {
            System.arraycopy(held, next, held, 0, end - next);
            arrivals.shift(next);
            end -= next;
            next = 0;
        }
    }

    /// The byte at hand begins no frame.
    private void giveUpFrame() {
        sink.broken();
        passOn();
    }

    private void passOn() {
        sentences.accept(held[next], arrivals.at(next));
        next++;
    }

    private void scan(boolean last) {
        while (next < end) {
            byte b = held[next];
            int length = b >= 0 ? NO_FRAME : frameLength(b);
            if (length == NO_FRAME) {
                passOn();
            } else if (length != INCOMPLETE) {
                next += length;
            } else if (last) {
                passOn();
            } else {
                return;
            }
        }
    }

    private int frameLength(byte first) {
        return first == UbxFrame.SYNC_1 ? ubx() : first == Rtcm.PREAMBLE ? Rtcm.frameLength(held, next, end) : NO_FRAME;
    }

    /// Hands on the UBX frame that begins at hand, if one does.
    private int ubx() {
        int there = end - next;
        if (there > 1 && held[next + 1] != UbxFrame.SYNC_2) {
            return NO_FRAME;
        }
        if (there < UbxFrame.HEADER) {
            return INCOMPLETE;
        }
        int payload = UbxFrame.announcedLength(held, next);
        if (payload > UbxFrame.MAX_PAYLOAD) {
            sink.broken();
            return NO_FRAME;
        }
        if (there < payload + UbxFrame.OVERHEAD) {
            return INCOMPLETE;
        }
        if (!UbxFrame.isIntact(held, next, payload)) {
            sink.broken();
            return NO_FRAME;
        }
        frame.wrap(held, next, arrivals.at(next));
        sink.frame(frame);
        return payload + UbxFrame.OVERHEAD;
    }

    /// RTCM 3: preamble, 6 zero bits, 10 bits of length, message, CRC-24Q.
    private static final class Rtcm {
        private static final byte PREAMBLE = (byte) 0xd3;
        private static final int HEADER = 3;
        private static final int CRC = 3;
        private static final int POLYNOMIAL = 0x186_4cfb;
        private static final int[] TABLE = new int[256];

        static {
            for (int i = 0; i < TABLE.length; i++) {
                int crc = i << 16;
                for (int bit = 0; bit < 8; bit++) {
                    crc <<= 1;
                    crc ^= (crc & 0x100_0000) != 0 ? POLYNOMIAL : 0;
                }
                TABLE[i] = crc;
            }
        }

        private static int frameLength(byte[] bytes, int at, int end) {
            if (end - at > 1 && (bytes[at + 1] & 0xfc) != 0) {
                return NO_FRAME;
            }
            if (end - at < HEADER) {
                return INCOMPLETE;
            }
            int length = HEADER + ((bytes[at + 1] & 3) << 8 | bytes[at + 2] & 0xff) + CRC;
            if (end - at < length) {
                return INCOMPLETE;
            }
            int crc = 0;
            for (int i = at; i < at + length - CRC; i++) {
                crc = crc << 8 & 0xff_ffff ^ TABLE[crc >>> 16 ^ bytes[i] & 0xff];
            }
            int stated = (bytes[at + length - 3] & 0xff) << 16 | (bytes[at + length - 2] & 0xff) << 8
                    | bytes[at + length - 1] & 0xff;
            return crc == stated ? length : NO_FRAME;
        }
    }
}
