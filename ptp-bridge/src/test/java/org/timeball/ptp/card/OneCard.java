package org.timeball.ptp.card;

import java.util.List;
import java.util.Optional;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.WorldException;

/// A machine with loopback and one card, `eth0`, that stamps by the clock plugged in under that name.
record OneCard(VirtualWorld world) implements NetworkCards {
    static final int INDEX = 3;
    static final long BITS_PER_SECOND = 1_000_000_000;

    @Override
    public List<String> names() {
        return List.of("eth0", "lo");
    }

    @Override
    public NetworkCard open(String name, Optional<Received> received) throws WorldException {
        HardwareClock clock = world.references().openHardwareClock(name);
        return new NetworkCard() {
            @Override
            public int interfaceIndex() {
                return INDEX;
            }

            @Override
            public HardwareClock clock() {
                return clock;
            }

            @Override
            public long bitsPerSecond() {
                return BITS_PER_SECOND;
            }

            @Override
            public String stamps() {
                return "all packets";
            }

            @Override
            public void close() {
                clock.close();
            }
        };
    }
}
