package org.timeball.daemon.candm;

import org.timeball.timekeeping.world.IpAddress;

/// Which sources an order is for.
public sealed interface SourceSet {
    /// Whether a source is one of them.
    ///
    /// @param source how it is named in reports
    boolean contains(SourceAddress source);

    /// Every NTP source, also those not resolved yet.
    record All() implements SourceSet {
        @Override
        public boolean contains(SourceAddress source) {
            return switch (source) {
                case SourceAddress.Ip _,SourceAddress.Unresolved _ -> true;
                case SourceAddress.Refclock _,SourceAddress.None _ -> false;
            };
        }
    }

    /// One source.
    record One(SourceAddress source) implements SourceSet {
        @Override
        public boolean contains(SourceAddress other) {
            return source.equals(other);
        }
    }

    /// The sources of a subnet: those whose address, masked, is the given one, masked.
    ///
    /// @param address of the same family as `mask`; bits beyond the mask are cleared
    /// @param mask its set bits are compared
    record Subnet(IpAddress address, IpAddress mask) implements SourceSet {
        public Subnet {
            address = new IpAddress(address.high() & mask.high(), address.low() & mask.low());
        }

        @Override
        public boolean contains(SourceAddress source) {
            return source instanceof SourceAddress.Ip(IpAddress ip) && ip.isV4() == mask.isV4()
                    && (ip.high() & mask.high()) == address.high() && (ip.low() & mask.low()) == address.low();
        }
    }
}
