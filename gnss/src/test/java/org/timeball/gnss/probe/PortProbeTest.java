package org.timeball.gnss.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A probe against a receiver at a fixed speed that speaks 0.7 s into each second and is noise at every other speed.
class PortProbeTest {
    private static final long MILLI = 1_000_000;
    private static final Span LIMIT = Span.ofSeconds(10.7);
    private static final String RMC = "$GPRMC,120000.00,A,5128.67,N,00000.08,W,0.0,0.0,271126,,,A*";
    private static final String GGA = "$GPGGA,120000.00,5128.67,N,00000.08,W,1,08,1.0,46.0,M,47.0,M,,*";
    private final List<String> asked = new ArrayList<>();
    private long now;

    private static byte[] sentences(String... bodies) {
        StringBuilder text = new StringBuilder();
        for (String body : bodies) {
            int sum = body.chars().skip(1).limit(body.length() - 2L).reduce(0, (a, b) -> a ^ b);
            text.append(body).append("%02X".formatted(sum)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] version(String hardware) {
        return new UbxFrameBuilder(0x0a04, 100).text(0, "EXT CORE 3.01 (107888)").text(30, hardware)
                .text(40, "FWVER=TIM 1.10").text(70, "MOD=LEA-M8T-0").bytes();
    }

    /// @param speed of the receiver, bit/s; 0 is one that says nothing
    /// @param answer to MON-VER; empty from one that is no u-blox
    private PortFinding probe(int speed, byte[] burst, byte[] answer) {
        PortProbe probe = new PortProbe(9600, new MonotonicInstant(now));
        while (true) {
            switch (probe.next(new MonotonicInstant(now))) {
                case PortProbe.Step.Wait _,PortProbe.Step.Listen _ -> {
                }
                case PortProbe.Step.Ask(byte[] question) -> {
                    asked.add(new String(question, StandardCharsets.ISO_8859_1));
                    if (probe.baud() == speed && question[0] == (byte) 0xb5) {
                        probe.received(answer, new SystemInstant(now));
                    }
                }
                case PortProbe.Step.End(PortFinding finding) -> {
                    return finding;
                }
            }
            now += 20 * MILLI;
            if (speed != 0 && now / MILLI % 1000 == 700) {
                byte[] heard = burst.clone();
                if (probe.baud() != speed) {
                    Arrays.fill(heard, (byte) 0x9c);
                }
                probe.received(heard, new SystemInstant(now));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600})
    void everySpeedIsFoundInLessThanElevenSeconds(int speed) {
        PortFinding finding = probe(speed, sentences(RMC, GGA), new byte[0]);
        assertThat(finding).extracting(PortFinding::baud, PortFinding::speech).containsExactly(speed, Speech.NMEA);
        assertThat(now).isLessThan(LIMIT.nanos());
    }

    @Test
    void aReceiverThatAnswersIsKnownByItsAnswer() {
        PortFinding finding = probe(38_400, new UbxFrameBuilder(0x0161, 4).bytes(), version("00080000"));
        assertThat(finding.speech()).isEqualTo(Speech.UBX);
        assertThat(finding.model()).isEqualTo(new ReceiverModel("u-blox", "LEA-M8T-0", "TIM 1.10", 8));
    }

    @Test
    void anAnswerToOurOwnQuestionMakesNoNmeaReceiverAMixedOne() {
        assertThat(probe(9600, sentences(RMC, GGA), version("00190000"))).extracting(PortFinding::speech,
                finding -> finding.model().generation()).containsExactly(Speech.NMEA, 9);
    }

    @Test
    void aReceiverThatIsNoUbloxIsAskedOnceForItsRelease() {
        byte[] burst = sentences(RMC, GGA, "$PMTK705,AXN_2.31,5223,PA1616S,1.0*");
        assertThat(probe(9600, burst, new byte[0]).model())
                .isEqualTo(new ReceiverModel("MediaTek", "PA1616S", "AXN_2.31", 0));
        asked.clear();
        assertThat(probe(9600, sentences(RMC, GGA), new byte[0]).model()).isEqualTo(ReceiverModel.UNKNOWN);
        assertThat(asked).filteredOn(question -> question.equals("$PMTK605*31\r\n")).hasSize(1);
    }

    @Test
    void noiseAtAllSpeedsIsNoReceiverAndSilenceIsNoNoise() {
        assertThat(probe(1200, sentences(RMC, GGA), new byte[0]).speech()).isEqualTo(Speech.UNINTELLIGIBLE);
        assertThat(probe(0, new byte[0], new byte[0])).isEqualTo(new PortFinding(Speech.SILENT, 0,
                ReceiverModel.UNKNOWN, 0));
    }
}
