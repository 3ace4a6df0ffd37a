package org.timeball.linux.nic;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.WorldException;

/// The network cards of this machine, told what to stamp by the ioctl SIOCSHWTSTAMP (`<linux/sockios.h>`, the kernel's
/// Documentation/networking/timestamping.rst).
///
/// Where this process may not tell a card anything, one that stamps already is used as it is.
public final class KernelCards implements NetworkCards {
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final int SOCK_DGRAM = 2;
    private static final long SIOCSHWTSTAMP = 0x89b0;
    private static final long SIOCGHWTSTAMP = 0x89b1;
    // struct ifreq: name, then a pointer to struct hwtstamp_config { int flags, tx_type, rx_filter; }.
    private static final int REQUEST_BYTES = 40;
    private static final int DATA_AT = 16;
    private static final int CONFIG_BYTES = 12;
    private static final int HWTSTAMP_TX_ON = 1;
    private static final int FILTER_NONE = 0;
    private static final int FILTER_ALL = 1;
    private static final int FILTER_PTP_V2_EVENT = 12;
    private static final int FILTER_NTP_ALL = 15;
    private static final long MEGA = 1_000_000;

    private final ReferenceDevices clocks;
    private final Set<KernelCard> open = ConcurrentHashMap.newKeySet();

    /// @param clocks opens their clocks
    public KernelCards(ReferenceDevices clocks) {
        this.clocks = clocks;
    }

    /// Whether any card is open.
    public boolean anyOpen() {
        return !open.isEmpty();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(INTERFACES)) {
            all.forEach(path -> names.add(path.getFileName().toString()));
        } catch (IOException _) {
            return List.of();
        }
        return names.stream().sorted().toList();
    }

    @Override
    public NetworkCard open(String name, Optional<Received> received) throws WorldException {
        org.timeball.linux.nic.NetworkCard able;
        try (EthtoolCalls calls = EthtoolCalls.open()) {
            able = calls.look(name);
        }
        if (able.hardwareClock().isEmpty() || !able.stamps().hardwareTransmit() && able.stamps().received().isEmpty()) {
            throw new WorldException(name + " stamps no packets by a clock of its own; timeball nic " + name
                    + " shows what it can do");
        }
        HardwareClock clock = clocks.openHardwareClock("/dev/ptp" + able.hardwareClock().getAsInt());
        Config wanted = new Config(0, able.stamps().hardwareTransmit() ? HWTSTAMP_TX_ON : 0, filter(able, received));
        Config before = configuration(name, SIOCGHWTSTAMP, new Config(0, 0, 0));
        Config now = before;
        if (before.transmit() != wanted.transmit() || before.filter() != wanted.filter()) {
            try {
                now = configuration(name, SIOCSHWTSTAMP, wanted);
            } catch (WorldException e) {
                if (before.transmit() == 0 && before.filter() == FILTER_NONE) {
                    clock.close();
                    throw e;
                }
            }
        }
        KernelCard card = new KernelCard(name, (int) number(name, "ifindex", 0), clock, before, now);
        open.add(card);
        return card;
    }

    private static int filter(org.timeball.linux.nic.NetworkCard able, Optional<Received> wanted) {
        Set<org.timeball.linux.nic.NetworkCard.Received> can = able.stamps().received();
        if (wanted.isEmpty()) {
            return can.contains(org.timeball.linux.nic.NetworkCard.Received.NTP)
                    ? FILTER_NTP_ALL
                    : can.contains(org.timeball.linux.nic.NetworkCard.Received.ALL) ? FILTER_ALL : FILTER_NONE;
        }
        return switch (wanted.get()) {
            case ALL -> FILTER_ALL;
            case NTP -> FILTER_NTP_ALL;
            case PTP -> FILTER_PTP_V2_EVENT;
            case NONE -> FILTER_NONE;
        };
    }

    private static Config configuration(String name, long request, Config config) throws WorldException {
        int socket = Libc.socket(SocketAddress.AF_INET, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
        try (Memory asked = new Memory(REQUEST_BYTES); Memory data = new Memory(CONFIG_BYTES)) {
            config.write(data);
            asked.clear();
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            asked.write(0, bytes, 0, bytes.length);
            asked.setPointer(DATA_AT, data);
            if (Libc.ioctl(socket, request, asked) == 0) {
                return Config.read(data);
            }
            int errno = Native.getLastError();
            if (request == SIOCGHWTSTAMP) {
                return config;
            }
            throw Errno.failure("cannot have " + name + " stamp packets", errno, switch (errno) {
                case Errno.EPERM, Errno.EACCES -> "grant CAP_NET_ADMIN, or have root run hwstamp_ctl -i " + name
                        + " -t 1 -r 1 before";
                default -> "choose another rxfilter; timeball nic " + name + " shows what it can stamp";
            });
        } finally {
            Libc.close(socket);
        }
    }

    private static long number(String name, String what, long otherwise) {
        try {
            return Long.parseLong(Files.readString(INTERFACES.resolve(name).resolve(what)).strip());
        } catch (IOException | NumberFormatException _) {
            return otherwise;
        }
    }

    /// What a card is told: struct hwtstamp_config.
    private record Config(int flags, int transmit, int filter) {
        void write(Pointer data) {
            data.setInt(0, flags);
            data.setInt(4, transmit);
            data.setInt(8, filter);
        }

        static Config read(Pointer data) {
            return new Config(data.getInt(0), data.getInt(4), data.getInt(8));
        }
    }

    private final class KernelCard implements NetworkCard {
        private final String name;
        private final int index;
        private final HardwareClock clock;
        private final Config before;
        private final Config now;

        KernelCard(String name, int index, HardwareClock clock, Config before, Config now) {
            this.name = name;
            this.index = index;
            this.clock = clock;
            this.before = before;
            this.now = now;
        }

        @Override
        public int interfaceIndex() {
            return index;
        }

        @Override
        public HardwareClock clock() {
            return clock;
        }

        @Override
        public long bitsPerSecond() {
            return Math.max(0, number(name, "speed", 0)) * MEGA;
        }

        @Override
        public String stamps() {
            String received = switch (now.filter()) {
                case FILTER_NONE -> "no";
                case FILTER_ALL -> "all";
                case FILTER_NTP_ALL -> "NTP";
                default -> "PTP";
            };
            return (now.transmit() == 0 ? "" : "transmitted and ") + received + " received packets";
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                clock.close();
                if (!now.equals(before)) {
                    try {
                        configuration(name, SIOCSHWTSTAMP, before);
                    } catch (WorldException _) {
                        // The interface is gone, or the right to tell it: it stays as it is.
                    }
                }
            }
        }
    }
}
