package org.timeball.daemon.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.NicRunner;
import org.timeball.linux.nic.EthtoolCalls;
import org.timeball.linux.nic.NetworkCard;
import org.timeball.linux.nic.NetworkCard.Received;
import org.timeball.timekeeping.world.WorldException;

class NicReportTest {
    private static final Map<String, NetworkCard> CARDS = Map.of("eth0",
            new NetworkCard("eth0", "igb", true, new NetworkCard.Stamps(true, true, Set.of(Received.ALL), true),
                    OptionalInt.of(1), new NetworkCard.Delays(OptionalInt.of(3), false),
                    new NetworkCard.Fast(OptionalInt.of(12), OptionalInt.empty(), true)),
            "eth1",
            new NetworkCard("eth1", "bcmgenet", false, new NetworkCard.Stamps(true, true, Set.of(Received.PTP), true),
                    OptionalInt.empty(), new NetworkCard.Delays(OptionalInt.of(57), true)),
            "wlan0", new NetworkCard("wlan0", "", true, new NetworkCard.Stamps(true, false, Set.of(), false),
                    OptionalInt.empty(), new NetworkCard.Delays(OptionalInt.empty(), false)));

    @TempDir
    private Path sys;

    private String said(int status, boolean json, String... names) throws Exception {
        for (String name : CARDS.keySet()) {
            Files.createDirectories(sys.resolve("class/net").resolve(name));
        }
        Files.createDirectories(sys.resolve("class/net/lo"));
        Path clock = Files.createDirectories(sys.resolve("class/ptp/ptp1"));
        Files.writeString(clock.resolve("clock_name"), "aa:bb\n");
        Files.writeString(clock.resolve("n_external_timestamps"), "2\n");
        Files.writeString(clock.resolve("n_periodic_outputs"), "2\n");
        Files.writeString(clock.resolve("n_programmable_pins"), "4\n");
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        NicReport report = new NicReport(sys, name -> {
            NetworkCard card = CARDS.get(name);
            if (card == null) {
                throw new WorldException("cannot look at " + name);
            }
            return card;
        });
        assertThat(report.run(new NicRunner.Options(List.of(names), json), writer, writer)).isEqualTo(status);
        return out.toString();
    }

    @Test
    void eachCardIsDescribedWithWhatToSet() throws Exception {
        assertThat(said(0, false)).isEqualTo(
                """
                        eth0     igb, the card stamps NTP packets in both directions
                                 hardware clock /dev/ptp1 (aa:bb): 2 inputs for pulses, 2 outputs, 4 pins that can be set
                                 packets go through XDP program 12 (native) first
                        eth1     bcmgenet without link, the card stamps PTP packets only; NTP packets as they leave the kernel does
                                 no hardware clock
                                 eth1 lets packets wait for others up to 57 us
                                 -> ethtool -C eth1 rx-usecs 4
                                 eth1 puts its line to sleep between packets (Energy-Efficient Ethernet)
                                 -> ethtool --set-eee eth1 eee off
                        wlan0    unknown driver, the kernel stamps packets as they come; as they leave nobody does
                                 no hardware clock
                        """);
        assertThat(said(1, false, "eth7", "wlan0")).startsWith("timeball nic: cannot look at eth7\nwlan0 ");
        assertThat(said(0, true, "eth0")).isEqualTo("[{\"interface\":\"eth0\",\"driver\":\"igb\",\"link\":true,"
                + "\"softwareReceive\":true,\"softwareTransmit\":true,\"hardwareReceive\":[\"all\"],"
                + "\"hardwareTransmit\":true,\"hardwareClock\":\"/dev/ptp1\",\"receiveWaitMicros\":3,"
                + "\"energyEfficient\":false,\"xdp\":\"XDP program 12 (native)\",\"takesVlanTagsOff\":true,"
                + "\"advice\":[]}]\n");
    }

    @Test
    void loopbackIsAskedForReal() throws Exception {
        try (EthtoolCalls calls = EthtoolCalls.open()) {
            NetworkCard loopback = calls.look("lo");
            assertThat(loopback.name()).isEqualTo("lo");
            assertThat(loopback.stamps().softwareReceive()).isTrue();
            assertThat(loopback.stamps().received()).isEmpty();
            assertThat(loopback.hardwareClock()).isEmpty();
            assertThatThrownBy(() -> calls.look("no-such-card")).isInstanceOf(WorldException.class)
                    .hasMessageContaining("cannot look at no-such-card").hasMessageContaining("ip link");
            assertThatThrownBy(() -> calls.look("a-name-that-is-too-long")).isInstanceOf(WorldException.class);
        }
    }
}
