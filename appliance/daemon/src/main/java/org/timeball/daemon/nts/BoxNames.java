package org.timeball.daemon.nts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// What clients may call a box.
///
/// @param host its host name, without a domain
/// @param all its names and addresses, as `dns:NAME` and `ip:ADDRESS`
public record BoxNames(String host, SortedSet<String> all) {
    public BoxNames {
        all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
    }

    /// Those of this machine: its host name, alone and in the domain that multicast DNS serves, and the addresses that
    /// others can reach.
    public static BoxNames ofThisMachine() {
        String host = hostName();
        String name = host.split("\\.")[0];
        SortedSet<String> all = new TreeSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1",
                "dns:" + host, "dns:" + name, "dns:" + name + ".local"));
        try {
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
                    .forEach(address -> all.add("ip:" + figures(address)));
        } catch (SocketException _) {
            // The names must do.
        }
        return new BoxNames(name, all);
    }

    /// As the kernel has it: no name server is asked.
    private static String hostName() {
        try {
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().toLowerCase(Locale.ROOT);
            return host.matches("[a-z0-9][a-z0-9.-]*") ? host : "localhost";
        } catch (IOException _) {
            return "localhost";
        }
    }

    /// Without the zone of an IPv6 address.
    static String figures(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
