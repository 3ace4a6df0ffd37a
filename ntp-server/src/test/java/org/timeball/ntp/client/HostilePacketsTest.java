package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.ntp.wire.HeaderFlyweight;

/// Whatever a server sends, the client goes on, and what it believes keeps its bounds.
class HostilePacketsTest {
    private static final Polling FAST = Polling.DEFAULT.between(-7, -7);

    /// Changes bytes of a good reply, its length, or all of it; now and then leaves it alone.
    private static byte[] mutated(byte[] reply, SplittableRandom random) {
        byte[] packet = switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(reply, random.nextInt(200));
            case 1 -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> reply.clone();
        };
        for (int i = random.nextInt(4); i > 0 && packet.length > 0; i--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt();
        }
        if (packet.length >= HeaderFlyweight.BYTES && random.nextInt(3) == 0) {
            HeaderFlyweight header = new HeaderFlyweight().wrap(ByteBuffer.wrap(packet));
            header.receiveTime(random.nextLong()).transmitTime(random.nextLong()).precision(random.nextInt())
                    .poll(random.nextInt()).rootDelay(random.nextInt());
        }
        return packet;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noReplyEndsTheClientOrPassesUnchecked(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ClientLab lab = new ClientLab();
        lab.keys.replace(List.of(new SymmetricKey(5, KeyType.SHA1, new byte[20])));
        lab.server(1).tamper = reply -> mutated(reply, random);
        lab.server(2).tamper = reply -> mutated(reply, random);
        lab.server(3).tamper = reply -> mutated(reply, random);
        lab.add(1, NtpSourceOptions.DEFAULT.with(FAST));
        lab.add(2, NtpSourceOptions.DEFAULT.with(FAST).with(Protocol.DEFAULT.interleaving()));
        lab.add(3, NtpSourceOptions.DEFAULT.with(FAST).with(Protocol.DEFAULT.withKey(5)));
        lab.run(300);
        assertThat(lab.measurements).hasSizeGreaterThan(500)
                .allSatisfy(measurement -> assertThat(measurement.line()).isNotEmpty());
        assertThat(lab.exchanges()).isNotEmpty().allSatisfy(exchange -> {
            assertThat(exchange.stratum()).isBetween(1, 15);
            assertThat(exchange.delay().seconds()).isBetween(0.0, 3.1);
            assertThat(exchange.dispersion().seconds()).isBetween(0.0, 3.1);
            assertThat(exchange.rootDelay().seconds() / 2 + exchange.rootDispersion().seconds()).isLessThan(16.0);
        });
        assertThat(lab.exchanges().stream().filter(exchange -> exchange.source().number() == 2))
                .as("a signed measurement is a true one")
                .allSatisfy(exchange -> assertThat(Math.abs(exchange.offset().seconds() - 0.1)).isLessThan(1e-6));
    }
}
