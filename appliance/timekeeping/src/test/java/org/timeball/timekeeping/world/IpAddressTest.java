package org.timeball.timekeeping.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpAddressTest {
    @Test
    void textIsWhatRfc5952Wants() {
        assertThat(IpAddress.v4(192, 168, 1, 255)).hasToString("192.168.1.255");
        assertThat(new IpAddress(0, 1)).hasToString("::1");
        assertThat(new IpAddress(0, 0)).hasToString("::");
        assertThat(new IpAddress(0x20010db800000000L, 0x0000000000000001L)).hasToString("2001:db8::1");
        assertThat(new IpAddress(0x20010db800000001L, 0x0001000000000001L)).hasToString("2001:db8:0:1:1::1");
        assertThat(new IpAddress(0xfe80000000000000L, 0)).hasToString("fe80::");
    }

    @Test
    void theJdkReadsBackWhatWeWrite() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 5000; i++) {
            long mask = random.nextLong() & random.nextLong();
            IpAddress address = new IpAddress(random.nextLong() & mask, random.nextLong() & mask);
            byte[] bytes = InetAddress.getByName(address.toString()).getAddress();
            if (bytes.length == 16) {
                ByteBuffer read = ByteBuffer.wrap(bytes);
                assertThat(new IpAddress(read.getLong(), read.getLong())).isEqualTo(address);
            }
        }
    }
}
