package org.timeball.ntp.fastpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.timeball.timekeeping.world.IpAddress;

/// This machine's network interfaces, as Java and /sys/class/net tell of them.
final class Interfaces {
    private static final Path SYSFS = Path.of("/sys/class/net");
    /// ARPHRD_ETHER of `<linux/if_arp.h>`.
    private static final String ETHERNET = "1";
    /// DEVTYPE of interfaces that have others below them, whose packets come in there.
    private static final Set<String> STACKED = Set.of("vlan", "bridge", "bond", "macvlan", "macvtap", "vxlan");

    private Interfaces() {
    }

    /// An Ethernet interface that is up.
    ///
    /// @param index the kernel's number of it
    /// @param stacked whether it lies above others
    /// @param vlans names of VLAN interfaces above it
    record Card(String name, int index, boolean stacked, List<String> vlans) {
    }

    /// What there is now.
    ///
    /// @param addresses of all interfaces but loopback
    record Survey(List<Card> cards, Set<IpAddress> addresses) {
    }

    static Survey survey() throws SocketException {
        List<Card> cards = new ArrayList<>();
        Set<IpAddress> addresses = new HashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isLoopback()) {
                continue;
            }
            each.inetAddresses().map(Interfaces::address).forEach(addresses::add);
            if (each.isUp() && read(each.getName(), "type").equals(ETHERNET)) {
                cards.add(new Card(each.getName(), each.getIndex(), STACKED.contains(kind(each.getName())),
                        vlans(each.getName())));
            }
        }
        return new Survey(cards, addresses);
    }

    private static IpAddress address(InetAddress from) {
        ByteBuffer bytes = ByteBuffer.wrap(from.getAddress());
        return bytes.capacity() == Integer.BYTES
                ? IpAddress.v4(bytes.getInt())
                : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    private static String kind(String name) {
        return read(name, "uevent").lines().filter(line -> line.startsWith("DEVTYPE=")).findFirst()
                .map(line -> line.substring("DEVTYPE=".length())).orElse("");
    }

    private static List<String> vlans(String name) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> uppers = Files.newDirectoryStream(SYSFS.resolve(name), "upper_*")) {
            for (Path upper : uppers) {
                String above = upper.getFileName().toString().substring("upper_".length());
                if (kind(above).equals("vlan")) {
                    found.add(above);
                }
            }
        } catch (IOException _) {
            // It has just gone.
            return List.of();
        }
        return found;
    }

    /// Empty where there is nothing to read.
    private static String read(String name, String file) {
        try {
            return Files.readString(SYSFS.resolve(name).resolve(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
