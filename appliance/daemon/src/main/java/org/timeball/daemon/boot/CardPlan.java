package org.timeball.daemon.boot;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.HardwareConfiguration;
import org.timeball.daemon.config.HardwareConfiguration.ReceiveFilter;
import org.timeball.daemon.config.HardwareConfiguration.Timestamping;
import org.timeball.ptp.card.CardSettings;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.NetworkCards.Received;

/// What `hwtimestamp` means for the network cards.
final class CardPlan {
    private CardPlan() {
    }

    static List<CardSettings> settings(HardwareConfiguration hardware) {
        return hardware.interfaces().stream().map(CardPlan::settings).toList();
    }

    private static CardSettings settings(Timestamping card) {
        return new CardSettings(card.name(), interval(card.minPoll()), interval(card.maxPoll()), card.minSamples(),
                card.maxSamples(), card.precision(), card.transmitCompensation(), card.receiveCompensation(),
                !card.noCrossTimestamps(), Optional.ofNullable(received(card.receiveFilter())));
    }

    private static @Nullable Received received(@Nullable ReceiveFilter filter) {
        return filter == null ? null : switch (filter) {
            case ALL -> Received.ALL;
            case NTP -> Received.NTP;
            case PTP -> Received.PTP;
            case NONE -> Received.NONE;
        };
    }

    private static Span interval(int pollLog2) {
        return Span.ofSeconds(Math.scalb(1.0, pollLog2));
    }
}
