package org.timeball.ntp.access;

import org.timeball.timekeeping.world.IpAddress;

/// IP addresses as text: dotted quads and IPv6 in any form of RFC 4291 section 2.2.
public final class IpText {
    private static final int GROUPS = 8;

    private IpText() {
    }

    /// @throws IllegalArgumentException if it is not a numeric address; the message says what was expected
    public static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? parseV6(text) : IpAddress.v4(v4Bits(text, text));
    }

    private static IpAddress parseV6(String text) {
        if (text.indexOf('%') >= 0) {
            throw bad(text, "an address without a zone");
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text, text, true);
            if (groups.length != GROUPS) {
                throw bad(text, "eight groups, or '::' in place of zeros");
            }
            return ofGroups(groups);
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            throw bad(text, "'::' only once");
        }
        int[] before = groups(text.substring(0, gap), text, false);
        int[] after = groups(text.substring(gap + 2), text, true);
        if (before.length + after.length >= GROUPS) {
            throw bad(text, "at most seven groups beside '::'");
        }
        int[] groups = new int[GROUPS];
        System.arraycopy(before, 0, groups, 0, before.length);
        System.arraycopy(after, 0, groups, GROUPS - after.length, after.length);
        return ofGroups(groups);
    }

    private static IpAddress ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }

    /// The 16-bit groups between the colons; a dotted quad at the end of an address counts as two.
    private static int[] groups(String part, String whole, boolean atEnd) {
        if (part.isEmpty()) {
            return new int[0];
        }
        String[] fields = part.split(":", -1);
        boolean quad = fields[fields.length - 1].indexOf('.') >= 0 && atEnd;
        int[] groups = new int[fields.length + (quad ? 1 : 0)];
        for (int i = 0; i < fields.length; i++) {
            if (quad && i == fields.length - 1) {
                int bits = v4Bits(fields[i], whole);
                groups[i] = bits >>> 16;
                groups[i + 1] = bits & 0xffff;
            } else {
                groups[i] = number(fields[i], 16, 4, 0xffff, whole);
            }
        }
        return groups;
    }

    private static int v4Bits(String quad, String whole) {
        String[] fields = quad.split("\\.", -1);
        if (fields.length != 4) {
            throw bad(whole, "four numbers from 0 to 255, such as 192.0.2.1, or an IPv6 address such as 2001:db8::1");
        }
        int bits = 0;
        for (String field : fields) {
            bits = bits << 8 | octet(field, whole);
        }
        return bits;
    }

    /// One number of a dotted quad. No leading zeros: some programs read them as octal.
    static int octet(String field, String whole) {
        if (field.length() > 1 && field.charAt(0) == '0') {
            throw bad(whole, "numbers without leading zeros");
        }
        return number(field, 10, 3, 255, whole);
    }

    static int number(String digits, int radix, int longest, int max, String whole) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            value = value * radix + digit;
            if (digit < 0 || i >= longest) {
                throw bad(whole, "digits in place of '" + digits + "'");
            }
        }
        if (digits.isEmpty() || value > max) {
            throw bad(whole, "a number up to " + Integer.toString(max, radix) + " in place of '" + digits + "'");
        }
        return value;
    }

    static IllegalArgumentException bad(String text, String expected) {
        return new IllegalArgumentException("not an IP address or subnet: '" + text + "'; expected " + expected);
    }
}
