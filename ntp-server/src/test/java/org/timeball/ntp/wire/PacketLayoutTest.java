package org.timeball.ntp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketLayoutTest {
    private static PacketTail tail(int version, int length, int... fieldLengths) {
        ByteBuffer packet = ByteBuffer.allocate(Math.max(length, 64));
        int at = HeaderFlyweight.BYTES;
        for (int field : fieldLengths) {
            packet.putShort(at, (short) 0x0204).putShort(at + 2, (short) field);
            at += field;
        }
        return new PacketLayout().parse(packet, length, version);
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
        assertThat(new PacketLayout().parse(ByteBuffer.allocate(48), 76, 4)).as("beyond the buffer")
                .isEqualTo(PacketTail.MALFORMED);
    }

    @Test
    void fieldsAndCodeAreFoundWhereTheyAre() {
        ByteBuffer packet = ByteBuffer.allocate(200);
        int at = 48;
        for (int type : new int[]{ExtensionField.UNIQUE_IDENTIFIER, 0xf323}) {
            ExtensionField.begin(packet, at, type, 36);
            at += 36;
        }
        PacketLayout layout = new PacketLayout();
        assertThat(layout.parse(packet, at + 20, 4)).isEqualTo(PacketTail.MAC);
        assertThat(layout.fields()).isEqualTo(2);
        assertThat(layout.fieldAt(1)).isEqualTo(84);
        assertThat(layout.fieldBytes(1)).isEqualTo(36);
        assertThat(layout.fieldType(0)).isEqualTo(ExtensionField.UNIQUE_IDENTIFIER);
        assertThat(layout.find(0xf323)).isEqualTo(1);
        assertThat(layout.find(ExtensionField.NTS_COOKIE)).isEqualTo(-1);
        assertThat(layout.codeAt()).isEqualTo(120);
        assertThat(layout.codeBytes()).isEqualTo(20);
        assertThat(layout.parse(packet, 48, 4)).isEqualTo(PacketTail.NOTHING);
        assertThat(layout.fields()).isZero();
        assertThat(layout.codeBytes()).isZero();
    }

    @Test
    void theEmptyAuthenticatorOfAWindowsDomainMemberIsKnown() {
        ByteBuffer packet = ByteBuffer.allocate(200).putInt(48, 500);
        PacketLayout layout = new PacketLayout();
        assertThat(layout.parse(packet, 68, 3)).isEqualTo(PacketTail.MS_SNTP);
        assertThat(layout.parse(packet, 120, 3)).isEqualTo(PacketTail.MS_SNTP);
        assertThat(layout.parse(packet, 68, 4)).isEqualTo(PacketTail.MAC);
        assertThat(layout.parse(packet.put(67, (byte) 1), 68, 3)).isEqualTo(PacketTail.MAC);
        assertThat(layout.parse(packet.putInt(48, 0).put(67, (byte) 0), 68, 3)).as("no key id")
                .isEqualTo(PacketTail.MAC);
    }

    @Test
    void moreFieldsThanAPacketMayHaveAreMalformed() {
        ByteBuffer packet = ByteBuffer.allocate(48 + 16 * 110);
        for (int at = 48; at < packet.capacity(); at += 16) {
            ExtensionField.begin(packet, at, 1, 16);
        }
        assertThat(new PacketLayout().parse(packet, 48 + 16 * 99 + 28, 4)).isEqualTo(PacketTail.MALFORMED);
        assertThat(new PacketLayout().parse(packet, packet.capacity(), 4)).isEqualTo(PacketTail.MALFORMED);
    }

    @Test
    void noiseIsParsedWithinItsBounds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PacketLayout layout = new PacketLayout();
        byte[] noise = new byte[400];
        for (int round = 0; round < 200_000; round++) {
            random.nextBytes(noise);
            if (round % 2 == 0) {
                for (int at = 50; at < 300; at += 28) {
                    noise[at] = 0;
                    noise[at + 1] = (byte) (28 + 4 * random.nextInt(3) - random.nextInt(2));
                }
            }
            int length = random.nextInt(noise.length + 1);
            PacketTail tail = layout.parse(ByteBuffer.wrap(noise), length, 1 + random.nextInt(4));
            if (tail != PacketTail.MALFORMED) {
                int end = 48;
                for (int i = 0; i < layout.fields(); i++) {
                    assertThat(layout.fieldAt(i)).as("seed %d", seed).isEqualTo(end);
                    end += layout.fieldBytes(i);
                }
                assertThat(layout.codeAt()).as("seed %d", seed).isEqualTo(end);
                assertThat(end + layout.codeBytes()).as("seed %d", seed).isEqualTo(length);
            }
        }
    }

    @Test
    void fieldsThatAreWrittenAreReadBackAlike() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            ByteBuffer packet = ByteBuffer.allocate(2_000);
            int count = 1 + random.nextInt(8);
            int[] types = new int[count];
            int[] sizes = new int[count];
            int at = 48;
            for (int i = 0; i < count; i++) {
                types[i] = random.nextInt(0x10000);
                sizes[i] = Math.max(ExtensionField.bytesFor(random.nextInt(200)), ExtensionField.SHORTEST_LAST);
                assertThat(ExtensionField.begin(packet, at, types[i], sizes[i])).isEqualTo(at + 4);
                at += sizes[i];
            }
            PacketLayout layout = new PacketLayout();
            assertThat(layout.parse(packet, at, 4)).as("seed %d", seed).isEqualTo(PacketTail.EXTENSIONS);
            assertThat(layout.fields()).as("seed %d", seed).isEqualTo(count);
            for (int i = 0; i < count; i++) {
                assertThat(layout.fieldType(i)).isEqualTo(types[i]);
                assertThat(layout.fieldBytes(i)).isEqualTo(sizes[i]);
            }
        }
    }
}
