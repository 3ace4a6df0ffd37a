package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Whom the time is served to, and how.
///
/// @param access `allow` and `deny`, in the order of the text; without any, nobody may ask for the time
/// @param port `port N`: UDP port of the NTP server, 0 to 65,535, default 123; 0 serves nobody
/// @param bindAddresses `bindaddress ADDR`: at most one an address family; empty (default) means all addresses
/// @param bindDevice `binddevice`: network interface that requests come by; null (default) any
/// @param broadcasts `broadcast`, collected
/// @param clientLogBytes `clientloglimit`: memory for what is remembered of clients, default 524,288 bytes
/// @param noClientLog `noclientlog`: nothing is remembered of clients, which also rules out the interleaved mode
/// @param rateLimit `ratelimit`; null (default) does not limit
/// @param signSocketDirectory `ntpsigndsocket`: Samba's signing daemon; null (default) does not sign
/// @param ptpPort `ptpport`: UDP port of NTP over PTP (RFC 10030), 319 where hardware is to timestamp; 0 (default) off
/// @param ptpDomain `ptpdomain`: PTP domain of NTP over PTP, 0 to 255, default 123
/// @param fastPaths `fastpath`, collected: interfaces whose plain requests the kernel itself answers; empty (default) none
public record ServerConfiguration(List<AccessRule> access, int port, List<IpAddress> bindAddresses,
        @Nullable String bindDevice, List<Broadcast> broadcasts, long clientLogBytes, boolean noClientLog,
        @Nullable RateLimit rateLimit, @Nullable String signSocketDirectory, int ptpPort, int ptpDomain,
        List<FastPathLine> fastPaths) {
    public static final int DEFAULT_PORT = 123;
    public static final long DEFAULT_CLIENT_LOG_BYTES = 524_288;
    public static final int DEFAULT_PTP_DOMAIN = 123;

    public ServerConfiguration {
        access = List.copyOf(access);
        bindAddresses = List.copyOf(bindAddresses);
        broadcasts = List.copyOf(broadcasts);
        fastPaths = List.copyOf(fastPaths);
    }

    /// All addresses of a family, where none was named.
    ServerConfiguration of(NtpSourceConfiguration.Family family) {
        List<IpAddress> all = family == NtpSourceConfiguration.Family.IPV4
                ? List.of(IpAddress.v4(0))
                : List.of(new IpAddress(0, 0));
        List<IpAddress> addresses = bindAddresses.isEmpty() ? all : bindAddresses.stream().filter(family::has).toList();
        return new ServerConfiguration(access, addresses.isEmpty() ? 0 : port, addresses, bindDevice, broadcasts,
                clientLogBytes, noClientLog, rateLimit, signSocketDirectory, ptpPort, ptpDomain, fastPaths);
    }

    /// `broadcast INTERVAL ADDRESS [PORT]`: NTP packets sent unasked.
    ///
    /// @param interval between two packets, at least 1 s
    /// @param address where to
    /// @param port UDP port, default 123
    public record Broadcast(Span interval, IpAddress address, int port) {
    }

    /// `fastpath INTERFACE|* [native|generic|off]`: answers inside the kernel.
    ///
    /// @param interfaceName such as eth0; `*` for every Ethernet interface that no other line names
    /// @param mode where; the default is the driver if it can, else the kernel's receive path
    public record FastPathLine(String interfaceName, FastPathMode mode) {
    }

    /// Where requests are answered.
    public enum FastPathMode {
        EITHER,
        NATIVE,
        GENERIC,
        OFF
    }
}
