package org.timeball.linux.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.WorldException;

class KernelCardsTest {
    private final KernelCards cards = new KernelCards(ReferenceDevices.NONE);

    @Test
    void loopbackIsAnInterfaceThatStampsNothing() {
        assertThat(cards.names()).contains("lo");
        assertThatThrownBy(() -> cards.open("lo", Optional.empty())).isInstanceOf(WorldException.class)
                .hasMessageContaining("lo stamps no packets").hasMessageContaining("timeball nic lo");
        assertThat(cards.anyOpen()).isFalse();
    }

    @Test
    void anInterfaceThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> cards.open("no-such-if0", Optional.empty())).isInstanceOf(WorldException.class)
                .hasMessageContaining("no-such-if0").hasMessageContaining("ip link");
    }
}
