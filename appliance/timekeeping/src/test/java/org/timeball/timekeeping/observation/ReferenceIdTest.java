package org.timeball.timekeeping.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.IpAddress;

class ReferenceIdTest {
    @Test
    void aNameFillsTheBytesFromTheTop() {
        assertThat(ReferenceId.ofName("GPS")).isEqualTo(0x47505300);
        assertThat(ReferenceId.text(0x47505300)).isEqualTo("GPS");
        assertThat(ReferenceId.text(0xc0a87b01)).isEqualTo("C0A87B01");
        assertThat(ReferenceId.text(0)).isEqualTo("00000000");
    }

    @Test
    void anIpv4AddressIsItsOwnReference() {
        assertThat(ReferenceId.ofAddress(IpAddress.v4(192, 168, 123, 1))).isEqualTo(0xc0a87b01);
    }

    @Test
    void anIpv6AddressIsTheHeadOfItsMd5Digest() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            int expected = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(bytes)).getInt();
            assertThat(ReferenceId.ofAddress(new IpAddress(halves.getLong(), halves.getLong()))).isEqualTo(expected);
        }
    }

    @Test
    void theDigestOfAnyShortMessageIsThatOfTheStandard() throws Exception {
        for (int length = 0; length <= 55; length++) {
            byte[] message = new byte[length];
            new Random(length).nextBytes(message);
            assertThat(Md5.of(message)).as("%d bytes", length)
                    .isEqualTo(MessageDigest.getInstance("MD5").digest(message));
        }
    }
}
