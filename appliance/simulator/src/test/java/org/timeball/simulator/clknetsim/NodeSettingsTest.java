package org.timeball.simulator.clknetsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clknetsim.NodeSettings.Families;

class NodeSettingsTest {
    @Test
    void theNumberAloneIsEnough() {
        assertThat(NodeSettings.of(Map.of("CLKNETSIM_NODE", "3"))).isEqualTo(
                new NodeSettings(3, "clknetsim.sock", 1_262_304_000, 0, 0, Families.V4, 0, 1, true, 0,
                        new NodeSettings.HardwareClocks(0, 0, 0, 0, 1, false, false, 100_000_000_000L)));
    }

    @Test
    void aDateMayLieBefore1970OrBeyond32Bits() {
        assertThat(Place.of(1, "START_DATE", "-3786825600").startDate()).isEqualTo(-3_786_825_600L);
        assertThat(Place.of(1, "START_DATE", "8836214400").startDate()).isEqualTo(8_836_214_400L);
    }

    @Test
    void familiesAreFourSixOrBoth() {
        assertThat(Place.of(1, "IP_FAMILY", "6").families()).isEqualTo(Families.V6);
        assertThat(Place.of(1, "IP_FAMILY", "0").families()).isEqualTo(Families.BOTH);
    }

    @Test
    void aValueThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> Place.of(1, "RECV_MULTIPLY", "often")).hasMessageContaining("CLKNETSIM_RECV_MULTIPLY")
                .hasMessageContaining("often");
        assertThatThrownBy(() -> NodeSettings.of(Map.of("CLKNETSIM_NODE", "0"))).hasMessageContaining("CLKNETSIM_NODE");
    }
}
