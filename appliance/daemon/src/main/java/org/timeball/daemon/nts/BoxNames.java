package org.timeball.daemon.nts;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
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
        String host = System.getenv("HOSTNAME");
        SortedSet<String> all = new TreeSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1"));
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            // The name is in no table; the shell's word for it is as good.
        }
        String name = host == null || host.isBlank()
                ? "localhost"
                : host.split("\\.")[0].toLowerCase(
                        Locale.ROOT);
        all.add("dns:" + name);
        all.add("dns:" + name + ".local");
        if (host != null && host.contains(".")) {
            all.add("dns:" + host);
        }
        try {
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
                    .forEach(address -> all.add("ip:" + figures(address)));
        } catch (SocketException _) {
            // The names must do.
        }
        return new BoxNames(name, all);
    }

    /// Without the zone of an IPv6 address.
    static String figures(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
