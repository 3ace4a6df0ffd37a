package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.NtpSourceConfiguration.Family;
import org.timeball.timekeeping.world.IpAddress;

/// `-4` and `-6`.
class OneFamilyTest {
    private static Configuration read(String text) throws ConfigurationException {
        return ConfigurationReader
                .read(ConfigurationText.of("box.conf", text), new MemoryFiles(), _ -> Optional.empty())
                .configuration();
    }

    @Test
    void namesAreLookedUpInItAloneUnlessTheirLineSaysAnother() throws ConfigurationException {
        Configuration only = read("server a.example\nserver b.example ipv6\npool c.example").of(Family.IPV4);
        assertThat(only.client().sources()).extracting(NtpSourceConfiguration::family).containsExactly(Family.IPV4,
                Family.IPV6, Family.IPV4);
    }

    @Test
    void allAddressesOfItAreServedWhereNoneIsNamed() throws ConfigurationException {
        assertThat(read("").of(Family.IPV4).server().bindAddresses()).containsExactly(IpAddress.v4(0));
        assertThat(read("").of(Family.IPV6).server().bindAddresses()).containsExactly(new IpAddress(0, 0));
        assertThat(read("").of(Family.IPV4).server().port()).isEqualTo(123);
    }

    @Test
    void addressesOfTheOtherAreNotBound() throws ConfigurationException {
        Configuration both = read("bindaddress 192.0.2.1\nbindaddress 2001:db8::1\nbindcmdaddress 127.0.0.1");
        assertThat(both.of(Family.IPV6).server().bindAddresses()).extracting(IpAddress::toString)
                .containsExactly("2001:db8::1");
        assertThat(both.of(Family.IPV6).command().bindAddresses()).allMatch(address -> !address.isV4());
        assertThat(read("bindaddress 192.0.2.1").of(Family.IPV6).server().port()).as("nothing to serve on").isZero();
    }
}
