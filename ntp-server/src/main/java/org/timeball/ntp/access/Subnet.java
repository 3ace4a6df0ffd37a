package org.timeball.ntp.access;

import java.util.Comparator;
import org.timeball.timekeeping.world.IpAddress;

/// A range of addresses that share their first bits. IPv4 subnets live inside ::ffff:0:0/96, as [IpAddress] does.
///
/// @param first its first address
/// @param bits how many leading bits of the 128 are shared: 96 to 128 for IPv4
public record Subnet(IpAddress first, int bits) {
    public static final Subnet ALL_V4 = new Subnet(IpAddress.v4(0), 96);
    public static final Subnet ALL_V6 = new Subnet(new IpAddress(0, 0), 0);
    /// By first address, and of two that start alike the wider one first: so each follows what contains it.
    static final Comparator<Subnet> OUTER_FIRST = (a, b) -> {
        int order = Long.compareUnsigned(a.first.high(), b.first.high());
        order = order != 0 ? order : Long.compareUnsigned(a.first.low(), b.first.low());
        return order != 0 ? order : Integer.compare(a.bits, b.bits);
    };

    public Subnet {
        if (bits < 0 || bits > 128) {
            throw new IllegalArgumentException("a prefix of " + bits + " bits; it must be 0 to 128");
        }
        if ((first.high() & ~highMask(bits)) != 0 || (first.low() & ~lowMask(bits)) != 0) {
            throw new IllegalArgumentException(first + " has bits set beyond its prefix of " + bits);
        }
    }

    /// Reads `192.168.1.0/24`, `192.168.1` (the same), `192.168.1.7`, `10/8`, `0/0`, `2001:db8::/32`, `::1`. Bits
    /// beyond the prefix are cleared.
    ///
    /// @throws IllegalArgumentException if it is none of these; the message says what was expected
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (address.indexOf(':') >= 0) {
            int bits = slash < 0 ? 128 : IpText.number(text.substring(slash + 1), 10, 3, 128, text);
            return masked(IpText.parse(address), bits);
        }
        String[] fields = address.split("\\.", -1);
        if (fields.length > 4 || address.isEmpty()) {
            throw IpText.bad(text, "such as 192.168.1.0/24, 192.168.1, 10.1.2.3 or 2001:db8::/32");
        }
        int v4 = 0;
        for (int i = 0; i < 4; i++) {
            v4 = v4 << 8 | (i < fields.length ? IpText.octet(fields[i], text) : 0);
        }
        int bits = slash < 0 ? 8 * fields.length : IpText.number(text.substring(slash + 1), 10, 2, 32, text);
        return masked(IpAddress.v4(v4), 96 + bits);
    }

    private static Subnet masked(IpAddress address, int bits) {
        return new Subnet(new IpAddress(address.high() & highMask(bits), address.low() & lowMask(bits)), bits);
    }

    boolean isV4() {
        return bits >= 96 && first.isV4();
    }

    IpAddress last() {
        return new IpAddress(first.high() | ~highMask(bits), first.low() | ~lowMask(bits));
    }

    /// Whether every address of `other` is one of this.
    boolean contains(Subnet other) {
        return other.bits >= bits && (other.first.high() & highMask(bits)) == first.high()
                && (other.first.low() & lowMask(bits)) == first.low();
    }

    private static long highMask(int bits) {
        return bits >= 64 ? -1 : bits == 0 ? 0 : -1L << 64 - bits;
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << 128 - bits;
    }

    @Override
    public String toString() {
        return first + "/" + (isV4() ? bits - 96 : bits);
    }
}
