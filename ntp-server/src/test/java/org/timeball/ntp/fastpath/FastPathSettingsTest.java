package org.timeball.ntp.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.server.Endpoint;
import org.timeball.ntp.server.EndpointPolicy;
import org.timeball.ntp.server.LeapSmear;
import org.timeball.ntp.server.RateLimit;
import org.timeball.ntp.server.ServedTime;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

class FastPathSettingsTest {
    private static final List<XdpMode> BOTH = List.of(XdpMode.NATIVE, XdpMode.GENERIC);
    private static final IpAddress V4 = IpAddress.v4(192, 0, 2, 1);
    private static final IpAddress OTHER_V4 = IpAddress.v4(192, 0, 2, 2);
    private static final IpAddress V6 = IpText.parse("2001:db8::1");

    private static FastPathSettings on(Endpoint... endpoints) {
        return new FastPathSettings(
                List.of(new FastPathSettings.Interface("*", BOTH),
                        new FastPathSettings.Interface("eth1", List.of(XdpMode.GENERIC)),
                        new FastPathSettings.Interface("eth2", List.of())),
                ServerSettings.of(List.of(endpoints)), 123);
    }

    private static FastPathSettings with(EndpointPolicy policy) {
        return on(Endpoint.onPort(123).withPolicy(policy));
    }

    @Test
    void aNamedInterfaceIsTreatedByItsOwnLineAndAllOthersByTheStar() {
        FastPathSettings settings = on(Endpoint.onPort(123));
        assertThat(settings.modes("eth0")).isEqualTo(BOTH);
        assertThat(settings.modes("eth1")).containsExactly(XdpMode.GENERIC);
        assertThat(settings.modes("eth2")).isEmpty();
        assertThat(settings.names("eth1")).isTrue();
        assertThat(settings.names("eth0")).isFalse();
    }

    @Test
    void whereTheSocketsDoNotListenTheKernelDoesNotAnswer() {
        Endpoint bound = new Endpoint(Optional.empty(), 123, Optional.of("eth0"), 0, EndpointPolicy.DEFAULT);
        assertThat(on(bound).modes("eth0")).isEqualTo(BOTH);
        assertThat(on(bound).modes("eth1")).isEmpty();
        Set<IpAddress> own = Set.of(V4, OTHER_V4, V6);
        assertThat(on(Endpoint.onPort(123)).served(own)).isEqualTo(own);
        assertThat(on(Endpoint.at(V4, 123)).served(own)).containsExactly(V4);
        assertThat(on(Endpoint.at(IpAddress.v4(0), 123)).served(own)).containsExactlyInAnyOrder(V4, OTHER_V4);
        assertThat(on(Endpoint.at(new IpAddress(0, 0), 123)).served(own)).containsExactly(V6);
    }

    @Test
    void whatOnlySocketsCanDoIsAnObstacleThatSaysWhatToChange() {
        assertThat(with(EndpointPolicy.DEFAULT).obstacle()).isEmpty();
        assertThat(with(EndpointPolicy.DEFAULT.withRateLimit(RateLimit.NTP)).obstacle()).isEmpty();
        assertThat(with(EndpointPolicy.DEFAULT.withRateLimit(new RateLimit(3, 8, 2, 2))).obstacle())
                .hasValueSatisfying(text -> assertThat(text).contains("kod"));
        assertThat(with(EndpointPolicy.DEFAULT.withTime(new LeapSmear(Span.ofSeconds(86_400)))).obstacle())
                .hasValueSatisfying(text -> assertThat(text).contains("smooth"));
        assertThat(with(new EndpointPolicy(Optional.empty(), true, false, ServedTime.UTC)).obstacle())
                .hasValueSatisfying(text -> assertThat(text).contains("NTS"));
        assertThat(with(new EndpointPolicy(Optional.empty(), false, true, ServedTime.UTC)).obstacle()).isPresent();
        assertThat(on(Endpoint.at(V4, 123),
                Endpoint.at(V6, 123).withPolicy(EndpointPolicy.DEFAULT.withRateLimit(RateLimit.NTP))).obstacle())
                .hasValueSatisfying(text -> assertThat(text).contains("differently"));
    }
}
