package org.timeball.ntp.client;

import org.timeball.timekeeping.world.Datagram.Stamp;

/// How many packets of one source were sent and received, and who stamped them.
///
/// @param valid received that answered our last
/// @param good received whose measurement was used
/// @param kernelSent sent that the kernel stamped; the next three likewise
public record PacketCounters(long sent, long received, long valid, long good, long kernelSent, long kernelReceived,
        long hardwareSent, long hardwareReceived) {
    static final PacketCounters ZERO = new PacketCounters(0, 0, 0, 0, 0, 0, 0, 0);

    PacketCounters countSent() {
        return new PacketCounters(sent + 1, received, valid, good, kernelSent, kernelReceived, hardwareSent,
                hardwareReceived);
    }

    PacketCounters countSentBy(Stamp by) {
        return new PacketCounters(sent, received, valid, good, kernelSent + one(by, Stamp.KERNEL), kernelReceived,
                hardwareSent + one(by, Stamp.HARDWARE), hardwareReceived);
    }

    PacketCounters countReceived(Stamp by) {
        return new PacketCounters(sent, received + 1, valid, good, kernelSent, kernelReceived + one(by, Stamp.KERNEL),
                hardwareSent, hardwareReceived + one(by, Stamp.HARDWARE));
    }

    PacketCounters countValid() {
        return new PacketCounters(sent, received, valid + 1, good, kernelSent, kernelReceived, hardwareSent,
                hardwareReceived);
    }

    PacketCounters countGood() {
        return new PacketCounters(sent, received, valid, good + 1, kernelSent, kernelReceived, hardwareSent,
                hardwareReceived);
    }

    private static int one(Stamp by, Stamp wanted) {
        return by == wanted ? 1 : 0;
    }
}
