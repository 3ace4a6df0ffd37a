package org.timeball.simulator.clknetsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.WorldException;

/// The node's network cards, `eth0` and on, each with a hardware clock.
///
/// They stamp a packet as it leaves, and as the first of its bits comes: the end comes at the moment at which the node is
/// woken, so that is as much earlier as the frame is long on the line.
final class NodeCards implements NetworkCards {
    private static final int ENODEV = 19;
    private static final double NANOS = 1e9;
    private static final int BITS = 8;
    /// Ethernet, IPv4 and UDP headers; IPv6 counts as much here.
    private static final int HEADER_BYTES = 42;
    private static final int CHECK_BYTES = 4;

    private final NodeReferences references;
    private final NodeSettings settings;
    private final int interfaces;
    private final Map<Integer, Card> open = new TreeMap<>();

    NodeCards(NodeReferences references, NodeSettings settings, int interfaces) {
        this.references = references;
        this.settings = settings;
        this.interfaces = interfaces;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < interfaces && settings.kernelStamps(); i++) {
            names.add("eth" + i);
        }
        return names;
    }

    @Override
    public NetworkCard open(String name, Optional<Received> received) throws WorldException {
        int number = names().indexOf(name);
        if (number < 0) {
            throw new WorldException("%s on node %d stamps no packets; choose one of %s, and see CLKNETSIM_TIMESTAMPING"
                    .formatted(name, settings.number(), names()), ENODEV);
        }
        Received filter = received.orElse(Received.NTP);
        Card card = new Card(number + 1, references.clockOf(name), filter == Received.ALL || filter == Received.NTP);
        open.put(number + 1, card);
        return card;
    }

    /// @param payloadBytes of a UDP packet that has just come
    Optional<CardStamp> received(int interfaceIndex, int payloadBytes) {
        return Optional.ofNullable(open.get(interfaceIndex)).filter(card -> card.receives).map(card -> {
            double bits = BITS * (payloadBytes + HEADER_BYTES + CHECK_BYTES);
            long early = Math.round(bits * NANOS / settings.hardwareClocks().bitsPerSecond());
            return new CardStamp(new PhcInstant(card.clock.now().nanos() - early), interfaceIndex,
                    payloadBytes + HEADER_BYTES);
        });
    }

    /// Of a packet that is leaving.
    Optional<CardStamp> sent(int interfaceIndex) {
        return Optional.ofNullable(open.get(interfaceIndex))
                .map(card -> new CardStamp(card.clock.now(), interfaceIndex, 0));
    }

    private final class Card implements NetworkCard {
        private final int index;
        private final NodeHardwareClock clock;
        private final boolean receives;

        Card(int index, NodeHardwareClock clock, boolean receives) {
            this.index = index;
            this.clock = clock;
            this.receives = receives;
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
            return settings.hardwareClocks().bitsPerSecond();
        }

        @Override
        public String stamps() {
            return "transmitted and " + (receives ? "NTP" : "no") + " received packets";
        }

        @Override
        public void close() {
            open.remove(index, this);
        }
    }
}
