package org.timeball.ntp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.world.IpAddress;

class IpTextTest {
    @ParameterizedTest
    @CsvSource({"0.0.0.0,0.0.0.0", "255.255.255.255,255.255.255.255", "192.0.2.1,192.0.2.1", "::,::", "::1,::1",
            "1::,1::", "2001:DB8::A,2001:db8::a", "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
            "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0", "::ffff:192.0.2.1,192.0.2.1",
            "64:ff9b::192.0.2.33,64:ff9b::c000:221", "1:2:3:4:5:6:1.2.3.4,1:2:3:4:5:6:102:304"})
    void everyFormOfAnAddressIsRead(String text, String canonical) {
        assertThat(IpText.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ":", ":::", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.-4", "1.2.3.+4", "01.2.3.4",
            "1.2.3.4 ", "1..2.3", "localhost", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:",
            ":1", "::1%eth0", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "1.2.3.4::1.2.3.4", "::1.2.3.4:5",
            "1:2:3:4:5:6:7:1.2.3.4", "\u0661.2.3.4", "::\u0661"})
    void whatIsNoAddressIsRefusedAndQuoted(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpText.parse(text))
                .withMessageContaining("'" + text + "'").withMessageContaining("expected");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long mask = i % 2 == 0 ? 0xffff_0000_0000_ffffL : -1;
            IpAddress address = new IpAddress(random.nextLong() & mask, random.nextLong() & mask);
            assertThat(IpText.parse(address.toString())).as("seed %d", seed).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.0/24,192.168.1.0/24", "192.168.1,192.168.1.0/24", "192.168.1.77/24,192.168.1.0/24",
            "10,10.0.0.0/8", "10/7,10.0.0.0/7", "1.2.3.4,1.2.3.4/32", "0/0,0.0.0.0/0", "2001:db8::/32,2001:db8::/32",
            "2001:db8::1,2001:db8::1/128", "2001:db8::1/64,2001:db8::/64", "::/0,::/0", "fe80::/10,fe80::/10",
            "::ffff:10.0.0.0/104,10.0.0.0/8"})
    void everyFormOfASubnetIsRead(String text, String canonical) {
        assertThat(Subnet.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/8/8", "1.2.3.4.5/8",
            "::/129",
            "::1/", "1./8", "all", "host/24", "1.2.3.4/024", "1.2.3.4/a"})
    void whatIsNoSubnetIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Subnet.parse(text)).withMessageContaining(text);
    }

    @Test
    void aSubnetHasNoBitsBeyondItsPrefix() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subnet(IpAddress.v4(10, 0, 0, 1), 104));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subnet(IpAddress.v4(0), 129));
    }
}
