package org.timeball.timekeeping.world;

import java.util.List;
import java.util.Optional;

/// Network cards that can stamp packets by a clock of their own.
///
/// Once a card is open, datagrams that pass it bear a [CardStamp] beside the kernel's stamp.
public interface NetworkCards {
    /// No card here stamps anything.
    NetworkCards NONE = new NetworkCards() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public NetworkCard open(String name, Optional<Received> received) throws WorldException {
            throw new WorldException(
                    name + " cannot stamp packets: there are no network cards here; remove hwtimestamp");
        }
    };

    /// The interfaces there are now.
    List<String> names();

    /// Has a card stamp what it sends and receives.
    ///
    /// @param received which packets it stamps as they come; empty: as few as include NTP
    /// @throws WorldException if it cannot, or this process may not tell it to
    NetworkCard open(String name, Optional<Received> received) throws WorldException;

    /// Which packets a card stamps as they come (HWTSTAMP_FILTER_*, `<linux/net_tstamp.h>`).
    enum Received {
        ALL,
        NTP,
        PTP,
        NONE
    }

    /// A card that stamps.
    interface NetworkCard extends AutoCloseable {
        /// Number of its interface, as datagrams tell it.
        int interfaceIndex();

        /// The clock that it stamps by; closed with the card.
        HardwareClock clock();

        /// Bits a second on its line as it is now; 0 where that is not known.
        long bitsPerSecond();

        /// What it stamps, for people.
        String stamps();

        /// Has it stamp as it did before.
        @Override
        void close();
    }
}
