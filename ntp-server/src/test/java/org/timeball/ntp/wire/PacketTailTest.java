package org.timeball.ntp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PacketTailTest {
    private static PacketTail tail(int version, int length, int... fieldLengths) {
        ByteBuffer packet = ByteBuffer.allocate(Math.max(length, 64));
        int at = HeaderFlyweight.BYTES;
        for (int field : fieldLengths) {
            packet.putShort(at, (short) 0x0204).putShort(at + 2, (short) field);
            at += field;
        }
        return PacketTail.of(packet, length, version);
    }

    @Test
    void aBareHeaderHasNoTail() {
        for (int version = 1; version <= 4; version++) {
            assertThat(tail(version, 48)).isEqualTo(PacketTail.NOTHING);
        }
    }

    @Test
    void wholeExtensionFieldsAreUnderstood() {
        assertThat(tail(4, 48 + 28, 28)).isEqualTo(PacketTail.EXTENSIONS);
        assertThat(tail(4, 48 + 16 + 28, 16, 28)).isEqualTo(PacketTail.EXTENSIONS);
        assertThat(tail(4, 48 + 32 + 1_024, 32, 1_024)).isEqualTo(PacketTail.EXTENSIONS);
    }

    @Test
    void aShortRestAfterTheFieldsIsTheMac() {
        assertThat(tail(4, 48 + 20)).isEqualTo(PacketTail.MAC);
        assertThat(tail(4, 48 + 24)).isEqualTo(PacketTail.MAC);
        assertThat(tail(4, 48 + 28 + 20, 28)).isEqualTo(PacketTail.MAC);
        assertThat(tail(4, 48 + 28 + 24, 28)).isEqualTo(PacketTail.MAC);
        assertThat(tail(4, 48 + 4)).isEqualTo(PacketTail.CRYPTO_NAK);
    }

    @Test
    void beforeVersion4EverythingIsMac() {
        assertThat(tail(3, 48 + 20)).isEqualTo(PacketTail.MAC);
        assertThat(tail(3, 48 + 36, 36)).isEqualTo(PacketTail.MAC);
        assertThat(tail(3, 48 + 68)).isEqualTo(PacketTail.MAC);
        assertThat(tail(3, 48 + 72)).isEqualTo(PacketTail.MALFORMED);
    }

    @Test
    void aLongDigestThatIsNoFieldIsAMac() {
        assertThat(tail(4, 48 + 68)).isEqualTo(PacketTail.MAC);
    }

    @Test
    void fieldLengthsThatCannotBeAreMalformed() {
        assertThat(tail(4, 48 + 100, 12)).as("shorter than 16").isEqualTo(PacketTail.MALFORMED);
        assertThat(tail(4, 48 + 100, 0)).as("zero").isEqualTo(PacketTail.MALFORMED);
        assertThat(tail(4, 48 + 100, 30)).as("not a multiple of 4").isEqualTo(PacketTail.MALFORMED);
        assertThat(tail(4, 48 + 50 + 30, 50, 30)).as("only their sum one").isEqualTo(PacketTail.MALFORMED);
        assertThat(tail(4, 48 + 100, 104)).as("beyond the end").isEqualTo(PacketTail.MALFORMED);
        assertThat(tail(4, 48 + 100, 0xfffc)).as("64 KiB").isEqualTo(PacketTail.MALFORMED);
    }

    @Test
    void lengthsThatCannotBeAreMalformed() {
        for (int length : new int[]{-1, 0, 47, 49, 50, 51, 48 + 8, 48 + 12, 48 + 16, 48 + 21}) {
            assertThat(tail(4, length)).as("length %d", length).isEqualTo(PacketTail.MALFORMED);
        }
        assertThat(PacketTail.of(ByteBuffer.allocate(48), 76, 4)).as("beyond the buffer")
                .isEqualTo(PacketTail.MALFORMED);
    }
}
