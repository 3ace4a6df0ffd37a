package org.timeball.daemon.nic;

import java.util.ArrayList;
import java.util.List;
import org.timeball.linux.nic.NetworkCard;

/// What one would set otherwise at a network card that serves time.
///
/// @param seen what it does now, in a sentence without its full stop
/// @param remedy the command that changes it
public record CardAdvice(String seen, String remedy) {
    /// An interrupt that waits no longer delays nobody by more than the kernel does anyway.
    private static final int SHORT_WAIT_MICROS = 10;

    public static List<CardAdvice> of(NetworkCard card) {
        List<CardAdvice> advice = new ArrayList<>();
        int wait = card.delays().receiveMicros().orElse(0);
        if (wait > SHORT_WAIT_MICROS) {
            advice.add(new CardAdvice(card.name() + " lets packets wait for others up to " + wait + " us",
                    "ethtool -C " + card.name() + " rx-usecs 4"));
        }
        if (card.delays().sleeps()) {
            advice.add(
                    new CardAdvice(card.name() + " puts its line to sleep between packets (Energy-Efficient Ethernet)",
                            "ethtool --set-eee " + card.name() + " eee off"));
        }
        return advice;
    }

    /// What a card's packets are stamped by, in words.
    static String stamps(NetworkCard card) {
        NetworkCard.Stamps stamps = card.stamps();
        if (stamps.ofNtp()) {
            return stamps.hardwareTransmit()
                    ? "the card stamps NTP packets in both directions"
                    : "the card stamps NTP packets as they come; as they leave " + software(stamps);
        }
        if (stamps.received().contains(NetworkCard.Received.PTP)) {
            return "the card stamps PTP packets only; NTP packets as they leave " + software(stamps);
        }
        return "the kernel stamps packets as they come; as they leave " + software(stamps);
    }

    private static String software(NetworkCard.Stamps stamps) {
        return stamps.softwareTransmit() ? "the kernel does" : "nobody does";
    }
}
