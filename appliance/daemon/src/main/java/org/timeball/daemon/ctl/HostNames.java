package org.timeball.daemon.ctl;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.ntp.access.IpText;
import org.timeball.timekeeping.world.IpAddress;

/// Names and addresses, by way of this host's resolver.
final class HostNames {
    /// Which addresses a name may stand for.
    enum Family {
        ANY,
        V4,
        V6
    }

    private Family family;

    HostNames(Family family) {
        this.family = family;
    }

    void setFamily(Family family) {
        this.family = family;
    }

    /// The first address of a name that is of the wanted family.
    Optional<InetAddress> find(String name) {
        try {
            for (InetAddress address : InetAddress.getAllByName(name)) {
                boolean v4 = address instanceof Inet4Address;
                if (family == Family.ANY || family == Family.V4 == v4) {
                    return Optional.of(address);
                }
            }
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// The source that is meant by an address, by `ID#` and a number, or by a name.
    Optional<SourceAddress> source(String text) {
        if (text.startsWith("ID#")) {
            try {
                return Optional.of(new SourceAddress.Unresolved(Integer.parseUnsignedInt(text.substring(3))));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return address(text).map(SourceAddress.Ip::new);
    }

    /// An address as such, or by name.
    Optional<IpAddress> address(String text) {
        try {
            return Optional.of(IpText.parse(text));
        } catch (IllegalArgumentException e) {
            return find(text).map(HostNames::ip);
        }
    }

    private static IpAddress ip(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == 4 ? IpAddress.v4(bytes.getInt()) : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    /// The name of an address by reverse look-up, or the address.
    static String nameOf(IpAddress ip) {
        byte[] bytes = ip.isV4()
                ? ByteBuffer.allocate(4).putInt(ip.v4Bits()).array()
                : ByteBuffer.allocate(16).putLong(ip.high()).putLong(ip.low()).array();
        try {
            String name = InetAddress.getByAddress(bytes).getCanonicalHostName();
            // Without a name the resolver gives its own spelling of the address.
            boolean isAddress = name.indexOf(':') >= 0 || Character.isDigit(name.charAt(name.length() - 1));
            return isAddress ? ip.toString() : name;
        } catch (UnknownHostException e) {
            return ip.toString();
        }
    }
}
