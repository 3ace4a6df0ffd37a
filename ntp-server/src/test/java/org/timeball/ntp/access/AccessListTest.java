package org.timeball.ntp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.world.IpAddress;

class AccessListTest {
    private final AccessList list = new AccessList();

    private void allow(String arguments) {
        list.apply(AccessRule.parse("allow " + arguments));
    }

    private void deny(String arguments) {
        list.apply(AccessRule.parse("deny " + arguments));
    }

    private boolean allows(String address) {
        return list.allows(IpText.parse(address));
    }

    @Test
    void withoutARuleNobodyIsAllowedNotEvenLoopback() {
        assertThat(allows("127.0.0.1")).isFalse();
        assertThat(allows("::1")).isFalse();
        assertThat(allows("192.0.2.1")).isFalse();
        assertThat(list.allowsAnyone()).isFalse();
    }

    @Test
    void theLongestMatchDecidesWhateverTheOrder() {
        allow("10.1.2.3");
        deny("10.1/16");
        allow("10/8");
        assertThat(allows("10.2.0.1")).isTrue();
        assertThat(allows("10.1.2.4")).isFalse();
        assertThat(allows("10.1.2.3")).isTrue();
        assertThat(allows("11.0.0.0")).isFalse();
        assertThat(allows("9.255.255.255")).isFalse();
        assertThat(list.allowsAnyone()).isTrue();
    }

    @Test
    void ofTwoRulesForOneSubnetTheLaterHolds() {
        allow("192.168.1");
        deny("192.168.1.0/24");
        assertThat(allows("192.168.1.7")).isFalse();
        allow("192.168.1.77/24");
        assertThat(allows("192.168.1.7")).isTrue();
    }

    @Test
    void aRuleWithAllReplacesEarlierRulesForPartsOfItsSubnet() {
        deny("1.2.3.4");
        allow("5.6.7.8");
        allow("all 1.2/16");
        assertThat(allows("1.2.3.4")).isTrue();
        deny("all");
        assertThat(allows("1.2.3.4")).isFalse();
        assertThat(allows("5.6.7.8")).isFalse();
        assertThat(list.allowsAnyone()).isFalse();
    }

    @Test
    void aRuleWithoutASubnetIsAboutBothFamilies() {
        allow("");
        deny("2001:db8::/32");
        assertThat(allows("203.0.113.9")).isTrue();
        assertThat(allows("2001:db9::1")).isTrue();
        assertThat(allows("2001:db8:ffff::1")).isFalse();
    }

    @Test
    void oneFamilyDoesNotReachIntoTheOther() {
        allow("::/0");
        assertThat(allows("::1")).isTrue();
        assertThat(allows("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isTrue();
        assertThat(allows("0.0.0.0")).isFalse();
        assertThat(allows("255.255.255.255")).isFalse();
        allow("192.0.2.1");
        deny("all ::/0");
        assertThat(allows("192.0.2.1")).isTrue();
        assertThat(allows("::1")).isFalse();
        allow("0/0");
        assertThat(allows("255.255.255.255")).isTrue();
        assertThat(allows("::fffe:ffff:ffff")).isFalse();
        assertThat(allows("::1:0:0:0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "permit 10/8", "allow 10/8 11/8", "allow all all", "deny some",
            "allow host.lan"})
    void whatIsNoRuleIsRefusedAndQuoted(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessRule.parse(line))
                .withMessageContaining(line.substring(line.lastIndexOf(' ') + 1)).withMessageContaining("expected");
    }

    @Test
    void theEdgesOfASubnetBelongToIt() {
        allow("128.0.0.0/1");
        assertThat(allows("127.255.255.255")).isFalse();
        assertThat(allows("128.0.0.0")).isTrue();
        assertThat(allows("255.255.255.255")).isTrue();
        allow("8000::/1");
        assertThat(allows("7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isFalse();
        assertThat(allows("8000::")).isTrue();
    }

    @Test
    void aThousandRandomRulesDecideLikeAPlainSearch() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<AccessRule> rules = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rules.add(new AccessRule(random.nextBoolean(), false, randomSubnet(random)));
        }
        list.apply(rules);
        for (int i = 0; i < 20_000; i++) {
            IpAddress address = randomAddress(random);
            assertThat(list.allows(address)).as("seed %d, %s", seed, address).isEqualTo(plainSearch(rules, address));
        }
    }

    private static boolean plainSearch(List<AccessRule> rules, IpAddress address) {
        Subnet single = new Subnet(address, 128);
        boolean allowed = false;
        int longest = -1;
        for (AccessRule rule : rules) {
            Subnet subnet = rule.subnet();
            if (subnet.isV4() == address.isV4() && subnet.contains(single) && subnet.bits() >= longest) {
                longest = subnet.bits();
                allowed = rule.allow();
            }
        }
        return allowed;
    }

    /// Crowded: few addresses and all prefix lengths, so that subnets nest and touch.
    private static IpAddress randomAddress(Random random) {
        if (random.nextBoolean()) {
            return IpAddress.v4(random.nextInt() & 0xe000_e0e0);
        }
        return new IpAddress(random.nextLong() & 0xe000_0000_e000_0000L, random.nextLong() & 0xe000_0000_0000_00e0L);
    }

    private static Subnet randomSubnet(Random random) {
        IpAddress address = randomAddress(random);
        int bits = random.nextInt(address.isV4() ? 33 : 129);
        return Subnet.parse(address + "/" + bits);
    }
}
