package org.timeball.linux.nic;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.linux.nic.NetworkCard.Received;
import org.timeball.timekeeping.world.WorldException;

/// Asks drivers by the ioctl SIOCETHTOOL.
public final class EthtoolCalls implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final long SIOCETHTOOL = 0x8946;
    private static final int LONGEST_NAME = 15;
    // struct ifreq: name, then a pointer.
    private static final int REQUEST_BYTES = 40;
    private static final int DATA_AT = 16;
    // struct ethtool_drvinfo.
    private static final int ETHTOOL_GDRVINFO = 0x03;
    private static final int DRIVER_INFO_BYTES = 196;
    private static final int DRIVER_AT = 4;
    private static final int DRIVER_BYTES = 32;
    // struct ethtool_value.
    private static final int ETHTOOL_GLINK = 0x0a;
    private static final int VALUE_BYTES = 8;
    private static final int ETHTOOL_GFLAGS = 0x25;
    private static final int ETH_FLAG_RXVLAN = 1 << 8;
    // struct ethtool_coalesce: 23 numbers.
    private static final int ETHTOOL_GCOALESCE = 0x0e;
    private static final int COALESCE_BYTES = 92;
    // struct ethtool_ts_info.
    private static final int ETHTOOL_GET_TS_INFO = 0x41;
    private static final int STAMPS_BYTES = 44;
    private static final int SO_TIMESTAMPING_AT = 4;
    private static final int CLOCK_AT = 8;
    private static final int TRANSMIT_AT = 12;
    private static final int FILTERS_AT = 28;
    // struct ethtool_eee.
    private static final int ETHTOOL_GEEE = 0x44;
    private static final int EEE_BYTES = 40;
    private static final int EEE_ENABLED_AT = 20;
    // SOF_TIMESTAMPING_*.
    private static final int TX_HARDWARE = 1;
    private static final int TX_SOFTWARE = 1 << 1;
    private static final int RX_HARDWARE = 1 << 2;
    private static final int RX_SOFTWARE = 1 << 3;
    private static final int RAW_HARDWARE = 1 << 6;
    // HWTSTAMP_TX_ON and HWTSTAMP_FILTER_*, as bits.
    private static final int HWTSTAMP_TX_ON = 1 << 1;
    private static final int FILTER_ALL = 1 << 1;
    private static final int FILTER_PTP = 0x7ff8;
    private static final int FILTER_NTP = 1 << 15;

    private final int socket;

    private EthtoolCalls(int socket) {
        this.socket = socket;
    }

    public static EthtoolCalls open() throws WorldException {
        int socket = Libc.socket(SocketAddress.AF_INET, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
        if (socket < 0) {
            throw Errno.failure("cannot open a socket", Native.getLastError(), "free some descriptors");
        }
        return new EthtoolCalls(socket);
    }

    /// What an interface can do; what its driver does not answer is taken for no.
    ///
    /// @throws WorldException if there is no such interface
    public NetworkCard look(String name) throws WorldException {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new WorldException("'" + name + "' is no interface's name; ip link lists them");
        }
        Optional<Pointer> link = asked(name, ETHTOOL_GLINK, VALUE_BYTES);
        if (link.isEmpty() && Native.getLastError() == Errno.ENODEV) {
            throw Errno.failure("cannot look at " + name, Errno.ENODEV, "name an interface that ip link lists");
        }
        String driver = asked(name, ETHTOOL_GDRVINFO, DRIVER_INFO_BYTES)
                .map(info -> text(info.getByteArray(DRIVER_AT, DRIVER_BYTES))).orElse("");
        Optional<Pointer> stamps = asked(name, ETHTOOL_GET_TS_INFO, STAMPS_BYTES);
        OptionalInt micros = asked(name, ETHTOOL_GCOALESCE, COALESCE_BYTES).map(c -> OptionalInt.of(c.getInt(4)))
                .orElse(OptionalInt.empty());
        boolean sleeps = asked(name, ETHTOOL_GEEE, EEE_BYTES).filter(eee -> eee.getInt(EEE_ENABLED_AT) != 0)
                .isPresent();
        OptionalInt clock = stamps.map(info -> info.getInt(CLOCK_AT)).filter(index -> index >= 0)
                .map(OptionalInt::of).orElse(OptionalInt.empty());
        return new NetworkCard(name, driver, link.filter(value -> value.getInt(4) != 0).isPresent(),
                stamps.map(EthtoolCalls::stamps)
                        .orElse(new NetworkCard.Stamps(true, false, Set.of(), false)),
                clock, new NetworkCard.Delays(micros, sleeps), fast(name));
    }

    private NetworkCard.Fast fast(String name) {
        boolean off = asked(name, ETHTOOL_GFLAGS, VALUE_BYTES).filter(flags -> (flags.getInt(4) & ETH_FLAG_RXVLAN) != 0)
                .isPresent();
        try {
            NetworkInterface known = NetworkInterface.getByName(name);
            return known == null
                    ? NetworkCard.Fast.NOTHING
                    : new NetworkCard.Fast(XdpMode.NATIVE.programAt(known.getIndex()),
                            XdpMode.GENERIC.programAt(known.getIndex()), off);
        } catch (SocketException _) {
            return NetworkCard.Fast.NOTHING;
        }
    }

    private static NetworkCard.Stamps stamps(Pointer info) {
        int can = info.getInt(SO_TIMESTAMPING_AT);
        int filters = (can & (RX_HARDWARE | RAW_HARDWARE)) == (RX_HARDWARE | RAW_HARDWARE)
                ? info.getInt(FILTERS_AT)
                : 0;
        Set<Received> received = EnumSet.noneOf(Received.class);
        if ((filters & FILTER_ALL) != 0) {
            received.add(Received.ALL);
        }
        if ((filters & FILTER_NTP) != 0) {
            received.add(Received.NTP);
        }
        if ((filters & FILTER_PTP) != 0) {
            received.add(Received.PTP);
        }
        boolean transmit = (can & TX_HARDWARE) != 0 && (info.getInt(TRANSMIT_AT) & HWTSTAMP_TX_ON) != 0;
        return new NetworkCard.Stamps((can & RX_SOFTWARE) != 0, (can & TX_SOFTWARE) != 0, Set.copyOf(received),
                transmit);
    }

    /// The driver's answer to a question, empty if it has none.
    private Optional<Pointer> asked(String name, int command, int bytes) {
        try (Memory request = new Memory(REQUEST_BYTES)) {
            Memory data = new Memory(bytes);
            data.clear();
            data.setInt(0, command);
            request.clear();
            request.write(0, name.getBytes(StandardCharsets.US_ASCII), 0, name.length());
            request.setPointer(DATA_AT, data);
            return Libc.ioctl(socket, SIOCETHTOOL, request) == 0 ? Optional.of(data) : Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        Libc.close(socket);
    }
}
