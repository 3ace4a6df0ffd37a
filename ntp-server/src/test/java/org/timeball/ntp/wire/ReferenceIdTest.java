package org.timeball.ntp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.IpAddress;

class ReferenceIdTest {
    @Test
    void aNameIsPaddedWithZeros() {
        assertThat(ReferenceId.ofCode("GPS")).isEqualTo(0x47505300);
        assertThat(ReferenceId.ofCode("INIT")).isEqualTo(0x494e4954).isEqualTo(ReferenceId.INIT);
    }

    @Test
    void aNameThatDoesNotFitIsRefused() {
        for (String bad : new String[]{"", "GALILEO", "G\u00e4", "A\n"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ReferenceId.ofCode(bad));
        }
    }

    @Test
    void anIpv4ServerIsItsAddress() {
        assertThat(ReferenceId.ofServer(IpAddress.v4(192, 0, 2, 1))).isEqualTo(0xc0000201);
    }

    @Test
    void anIpv6ServerIsTheStartOfTheDigestOfItsAddress() {
        // printf '\x20\x01\x0d\xb8...\x01' | md5sum
        assertThat(ReferenceId.ofServer(new IpAddress(0x2001_0db8_0000_0000L, 1))).isEqualTo(0x39ab9b37);
    }

    @Test
    void peopleReadNamesAsLettersAndTheRestAsHexadecimal() {
        assertThat(ReferenceId.text(0x47505300)).isEqualTo("GPS");
        assertThat(ReferenceId.text(0xc0000201)).isEqualTo("C0000201");
        assertThat(ReferenceId.text(0)).isEqualTo("00000000");
        assertThat(ReferenceId.text(0x47005300)).isEqualTo("47005300");
    }
}
