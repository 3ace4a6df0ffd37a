package org.timeball.linux.nic;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What one network interface can do for time.
///
/// @param name such as `eth0`
/// @param driver the kernel's driver; empty if it does not say
/// @param link whether there is a carrier
/// @param stamps what its packets can be stamped by
/// @param hardwareClock number of its PTP hardware clock: 0 for `/dev/ptp0`; empty without one
/// @param delays what delays packets and wakes nobody
/// @param fast what is done with packets before the kernel's network stack has them
public record NetworkCard(String name, String driver, boolean link, Stamps stamps, OptionalInt hardwareClock,
        Delays delays, Fast fast) {
    /// Without programs.
    public NetworkCard(String name, String driver, boolean link, Stamps stamps, OptionalInt hardwareClock,
            Delays delays) {
        this(name, driver, link, stamps, hardwareClock, delays, Fast.NOTHING);
    }

    /// What is done with packets before the kernel's network stack has them.
    ///
    /// @param nativeProgram number of the XDP program in the driver; empty for none
    /// @param genericProgram number of the one in the kernel's receive path; empty for none
    /// @param takesTagsOff whether the card takes VLAN tags off, so that no such program sees them (rx-vlan-offload)
    public record Fast(OptionalInt nativeProgram, OptionalInt genericProgram, boolean takesTagsOff) {
        public static final Fast NOTHING = new Fast(OptionalInt.empty(), OptionalInt.empty(), false);

        /// The program in words, such as `XDP program 12 (native)`; empty for none.
        public Optional<String> program() {
            return nativeProgram.isPresent()
                    ? Optional.of("XDP program " + nativeProgram.getAsInt() + " (native)")
                    : genericProgram.stream().mapToObj(number -> "XDP program " + number + " (generic)").findFirst();
        }
    }

    /// Which timestamps there are (SOF_TIMESTAMPING_*), and for which packets.
    ///
    /// @param softwareReceive when the kernel takes a packet from the driver
    /// @param softwareTransmit when the driver gives a packet to the card
    /// @param received packets that the card stamps as they come; empty if none
    /// @param hardwareTransmit whether the card stamps packets as they leave
    public record Stamps(boolean softwareReceive, boolean softwareTransmit, Set<Received> received,
            boolean hardwareTransmit) {
        /// Whether the card stamps NTP packets as they come.
        public boolean ofNtp() {
            return received.contains(Received.ALL) || received.contains(Received.NTP);
        }
    }

    /// Packets that a card can stamp as they come (HWTSTAMP_FILTER_*).
    public enum Received {
        ALL,
        NTP,
        PTP
    }

    /// What adds to the time a packet takes.
    ///
    /// @param receiveMicros how long an interrupt may wait for more packets (rx-usecs); empty if it does not say
    /// @param sleeps whether Energy-Efficient Ethernet is on, which puts the line to sleep between packets
    public record Delays(OptionalInt receiveMicros, boolean sleeps) {
    }
}
