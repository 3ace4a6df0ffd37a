package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.IpAddress;

/// What delivers the samples of a refclock, with the options that stand behind its parameter.
public sealed interface RefclockDriver {
    /// The name of the driver, as it stands behind `refclock`.
    String word();

    /// `SHM UNIT[:perm=MODE]`: the shared memory of ntpd's driver 28, System V key 0x4e545030 + unit.
    ///
    /// @param unit 0 to 255
    /// @param permissions octal mode of a segment that is created, default 0600
    record Shm(int unit, int permissions) implements RefclockDriver {
        public static final int DEFAULT_PERMISSIONS = 0600;
        public static final int MAX_UNIT = 255;

        @Override
        public String word() {
            return "SHM";
        }
    }

    /// `SOCK PATH`: samples or pulses that another process sends to a Unix datagram socket.
    ///
    /// @param path file-system path of the socket, at most [#MAX_PATH_BYTES] bytes
    record Sock(String path) implements RefclockDriver {
        /// `sun_path` of `struct sockaddr_un` has 108 bytes, one of them the closing zero (unix(7)).
        public static final int MAX_PATH_BYTES = 107;

        @Override
        public String word() {
            return "SOCK";
        }
    }

    /// `PPS DEVICE[:clear]`: pulses from the kernel (RFC 2783).
    ///
    /// @param device such as `/dev/pps0`
    /// @param clear the falling edge counts; by default the rising one
    record Pps(String device, boolean clear) implements RefclockDriver {
        @Override
        public String word() {
            return "PPS";
        }
    }

    /// `PHC DEVICE[:OPTION]...`: a PTP hardware clock, read, or used to timestamp pulses.
    ///
    /// @param device `/dev/ptp0`, or a network interface whose clock it is
    /// @param noCrossTimestamps do not use the hardware's own comparison with the system clock
    /// @param pulseInput timestamp the pulses at an input; null reads the clock
    record Phc(String device, boolean noCrossTimestamps, @Nullable PulseInput pulseInput) implements RefclockDriver {
        @Override
        public String word() {
            return "PHC";
        }
    }

    /// An input of a PTP hardware clock (`extpps`).
    ///
    /// @param pin index of the pin, default 0; -1 where pins cannot be configured
    /// @param channel index of the channel, default 0
    /// @param clear the falling edge counts; by default the rising one
    record PulseInput(int pin, int channel, boolean clear) {
    }

    /// `RTC DEVICE[:utc]`: the real-time clock as a reference.
    ///
    /// @param device such as `/dev/rtc0`
    /// @param utc it keeps UTC; by default local time
    record Rtc(String device, boolean utc) implements RefclockDriver {
        @Override
        public String word() {
            return "RTC";
        }
    }

    /// `GPSD HOST[:port=N][:device=PATH]`: the time and pulses that a gpsd reports (Timeball's own).
    ///
    /// @param host an address of this machine: its stamps are of the clock of the machine it runs on
    /// @param port TCP port, default 2947
    /// @param device the one receiver that counts, such as `/dev/ttyACM0`; null takes whichever reports
    record Gpsd(IpAddress host, int port, @Nullable String device) implements RefclockDriver {
        public static final int DEFAULT_PORT = 2947;

        @Override
        public String word() {
            return "GPSD";
        }
    }
}
