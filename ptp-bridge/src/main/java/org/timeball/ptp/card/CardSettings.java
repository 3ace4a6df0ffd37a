package org.timeball.ptp.card;

import java.util.Optional;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.NetworkCards.Received;

/// How one network card is used.
///
/// @param name of the interface; [#EVERY] stands for every one that can stamp and is not named itself
/// @param leastInterval between two readings of its clock when packets pass
/// @param mostInterval between two readings when none do
/// @param minSamples fewest readings from which stamps are carried over, at least 2
/// @param maxSamples most that are kept
/// @param precision of a reading, and the least error that is claimed
/// @param transmitCompensation added to transmit times
/// @param receiveCompensation subtracted from receive times
/// @param crossTimestamps whether the hardware's own comparison with the system clock is used where there is one
/// @param received which packets it is to stamp as they come; empty: as few as include NTP
public record CardSettings(String name, Span leastInterval, Span mostInterval, int minSamples, int maxSamples,
        Span precision, Span transmitCompensation, Span receiveCompensation, boolean crossTimestamps,
        Optional<Received> received) {
    public static final String EVERY = "*";

    CardSettings named(String interfaceName) {
        return new CardSettings(interfaceName, leastInterval, mostInterval, minSamples, maxSamples, precision,
                transmitCompensation, receiveCompensation, crossTimestamps, received);
    }
}
