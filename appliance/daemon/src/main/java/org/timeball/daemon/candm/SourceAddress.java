package org.timeball.daemon.candm;

import org.timeball.timekeeping.world.IpAddress;

/// How a request or a report names a source.
public sealed interface SourceAddress {
    /// Names no source: a request with it finds none.
    SourceAddress NONE = new None();

    /// An NTP source whose address is known.
    ///
    /// @param ip its address
    record Ip(IpAddress ip) implements SourceAddress {
        @Override
        public String toString() {
            return ip.toString();
        }
    }

    /// An NTP source whose name has not been resolved yet.
    ///
    /// @param id a number of the daemon's choice, unsigned 32 bits
    record Unresolved(int id) implements SourceAddress {
        @Override
        public String toString() {
            return "ID#%010d".formatted(Integer.toUnsignedLong(id));
        }
    }

    /// A reference clock.
    ///
    /// @param refid its reference identifier, first letter in the top byte (`GPS` is 0x47505300)
    record Refclock(int refid) implements SourceAddress {
        /// The letters of the identifier, without what fills them up.
        @Override
        public String toString() {
            return RefidText.letters(refid);
        }
    }

    /// No source at all.
    record None() implements SourceAddress {
        @Override
        public String toString() {
            return "";
        }
    }
}
