package org.timeball.gnss.nmea;

import java.nio.charset.StandardCharsets;
import org.timeball.timekeeping.time.SystemInstant;

/// One verified sentence: the text between `$` and `*`, cut into fields at the commas. Field 0 is the address.
///
/// A view over a buffer that is written again and again. The readers return a value that says "absent" for an empty,
/// missing or malformed field; none throws.
public final class NmeaSentence {
    /// What integer readers return for an empty, missing or malformed field.
    public static final int ABSENT = -1;
    private static final int MAX_FIELDS = 128;
    private static final int MAX_DIGITS = 15;
    private static final long NANOS = 1_000_000_000L;
    private static final long[] POWERS_OF_TEN = new long[MAX_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private final byte[] text = new byte[NmeaFramer.MAX_LENGTH];
    private final int[] starts = new int[MAX_FIELDS + 1];
    private final MessageViews views = new MessageViews(this);
    private int length;
    private int fields;
    private boolean cut;
    private SystemInstant arrival = new SystemInstant(0);

    NmeaSentence() {
    }

    void open(SystemInstant firstByte) {
        arrival = firstByte;
        length = 0;
        fields = 1;
        cut = false;
    }

    /// Adds one character; false if there is no room.
    boolean append(byte b) {
        if (length == text.length) {
            return false;
        }
        text[length++] = b;
        if (b == ',' && !cut) {
            starts[fields] = length;
            cut = fields == MAX_FIELDS;
            fields += cut ? 0 : 1;
        }
        return true;
    }

    void close() {
        if (!cut) {
            starts[fields] = length + 1;
        }
    }

    /// Whether it begins as an address does, with two capital letters: noise seldom does.
    boolean looksAddressed() {
        return length >= 2 && isCapital(text[0]) && isCapital(text[1]);
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    /// The clock's reading when the first byte arrived.
    public SystemInstant arrival() {
        return arrival;
    }

    /// The address, such as `GPRMC` or `PUBX`.
    public String address() {
        return new String(text, 0, Math.max(0, end(0)), StandardCharsets.US_ASCII);
    }

    /// Whether the address is exactly that.
    boolean isAddressedTo(String wanted) {
        if (end(0) != wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (text[i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Copies the sentence as it was on the line, `$` to line end.
    public byte[] line() {
        int sum = 0;
        byte[] line = new byte[length + 6];
        line[0] = '$';
        for (int i = 0; i < length; i++) {
            line[1 + i] = text[i];
            sum ^= text[i];
        }
        line[length + 1] = '*';
        line[length + 2] = (byte) "0123456789ABCDEF".charAt(sum >>> 4 & 15);
        line[length + 3] = (byte) "0123456789ABCDEF".charAt(sum & 15);
        line[length + 4] = '\r';
        line[length + 5] = '\n';
        return line;
    }

    /// Talker and formatter as one number: the five characters of the address, the first in the highest byte; 0 if it
    /// is not five long.
    public long addressCode() {
        if (end(0) != 5) {
            return 0;
        }
        long code = 0;
        for (int i = 0; i < 5; i++) {
            code = code << 8 | text[i];
        }
        return code;
    }

    /// The sentence as a view of its kind.
    public NmeaMessage message() {
        return views.of(addressCode());
    }

    /// Fields with the address, at most 128; what a longer sentence holds beyond is not looked at.
    public int fieldCount() {
        return fields;
    }

    /// Whether the field is there and holds something.
    public boolean has(int field) {
        return field < fields && end(field) > starts[field];
    }

    /// The first character of a field, or 0 where there is none.
    public char letter(int field) {
        return has(field) ? (char) text[starts[field]] : 0;
    }

    /// A character of a field.
    ///
    /// @param place from 0 to less than the field's width
    char character(int field, int place) {
        return (char) text[starts[field] + place];
    }

    /// The field as text; empty where there is none.
    public String text(int field) {
        return has(field)
                ? new String(text, starts[field], end(field) - starts[field], StandardCharsets.US_ASCII)
                : "";
    }

    /// The field as a whole number of up to nine digits, not negative; a fraction after it (SiRF writes one in system
    /// numbers) is cut off.
    public int integer(int field) {
        if (!has(field)) {
            return ABSENT;
        }
        int end = end(field);
        for (int i = starts[field]; i < end; i++) {
            if (text[i] == '.' && i > starts[field]) {
                end = i;
            }
        }
        return digits(starts[field], end);
    }

    /// The field as a hexadecimal digit.
    public int hexDigit(int field) {
        return has(field) && end(field) - starts[field] == 1 ? Character.digit(text[starts[field]], 16) : ABSENT;
    }

    /// The field as a decimal fraction; NaN where absent.
    public double decimal(int field) {
        return has(field) ? decimal(starts[field], end(field)) : Double.NaN;
    }

    /// Latitude or longitude in degrees, positive north and east, from `dddmm.mmmm` and the letter in the next field;
    /// NaN where absent.
    ///
    /// @param limit 90 for a latitude, 180 for a longitude
    public double degrees(int field, int limit) {
        double packed = decimal(field);
        char side = letter(field + 1);
        if (!(packed >= 0) || side != 'N' && side != 'S' && side != 'E' && side != 'W') {
            return Double.NaN;
        }
        double whole = Math.floor(packed / 100);
        double degrees = whole + (packed - whole * 100) / 60;
        if (!(degrees <= limit) || packed - whole * 100 >= 60) {
            return Double.NaN;
        }
        return side == 'S' || side == 'W' ? -degrees : degrees;
    }

    /// The time of day from `hhmmss` or `hhmmss.sss` in nanoseconds; 86,400 s and more is the leap second 23:59:60.
    /// [#ABSENT] where there is none or it cannot be.
    public long timeOfDayNanos(int field) {
        int start = field < fields ? starts[field] : 0;
        int end = has(field) ? end(field) : start;
        int hour = digits(start, Math.min(start + 2, end));
        int minute = digits(start + 2, Math.min(start + 4, end));
        int second = digits(start + 4, Math.min(start + 6, end));
        boolean leap = hour == 23 && minute == 59 && second == 60;
        if (end - start < 6 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0
                || second > 59 && !leap) {
            return ABSENT;
        }
        long nanos = ((hour * 60L + minute) * 60 + second) * NANOS;
        if (end == start + 6) {
            return nanos;
        }
        double fraction = text[start + 6] != '.' ? -1 : end == start + 7 ? 0 : decimal(start + 6, end);
        return fraction >= 0 ? nanos + Math.min(Math.round(fraction * NANOS), NANOS - 1) : ABSENT;
    }

    /// The two digits at a place inside a field, such as the month in `ddmmyy`.
    public int twoDigits(int field, int place) {
        if (!has(field) || end(field) - starts[field] < place + 2) {
            return ABSENT;
        }
        return digits(starts[field] + place, starts[field] + place + 2);
    }

    /// Characters in a field.
    public int width(int field) {
        return has(field) ? end(field) - starts[field] : 0;
    }

    private int end(int field) {
        return starts[field + 1] - 1;
    }

    private int digits(int from, int to) {
        if (to <= from || to - from > 9) {
            return ABSENT;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return ABSENT;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private double decimal(int from, int to) {
        boolean negative = text[from] == '-';
        long value = 0;
        int seen = 0;
        int behindPoint = -1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = text[i] - '0';
            if (text[i] == '.' && behindPoint < 0) {
                behindPoint = 0;
            } else if (digit < 0 || digit > 9 || ++seen > MAX_DIGITS) {
                return Double.NaN;
            } else {
                value = value * 10 + digit;
                behindPoint += behindPoint < 0 ? 0 : 1;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        double magnitude = (double) value / POWERS_OF_TEN[Math.max(0, behindPoint)];
        return negative ? -magnitude : magnitude;
    }
}
