package org.timeball.gnss.gpsd;

import java.net.InetSocketAddress;

/// How the gpsd-compatible service presents itself.
///
/// @param address where it listens; gpsd's own is 127.0.0.1:2947, port 0 takes any that is free
/// @param release what VERSION says of the program; `cgps` and `gpsmon` warn of any other than their own
/// @param protocolMajor of the language spoken; 3 since 2009
/// @param protocolMinor newer clients take an older one with a remark at most
public record GpsdSettings(InetSocketAddress address, String release, int protocolMajor, int protocolMinor) {
    /// As gpsd 3.22 of Debian 12 and 13 does, whose clients are the most common.
    public static GpsdSettings at(InetSocketAddress address) {
        return new GpsdSettings(address, "3.22", 3, 14);
    }
}
