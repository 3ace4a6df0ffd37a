package org.timeball.ntp.nts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.server.NtsResponder.Check;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.RandomSource;

/// Client and server sides of NTS, packet by packet.
class NtsPacketsTest {
    private static final int SLOT = 7;
    private static final int LONGEST = 1_600;
    private static final Span PERIOD = Span.ofSeconds(100);

    private final VirtualUniverse universe = new VirtualUniverse(1, 1_790_000_000_000_000_000L);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final RandomSource random = world.random();
    private final CookieKeyStore store = new CookieKeyStore(world, Optional.of("/keys"), PERIOD);
    private final NtsAnswers server = new NtsAnswers(store, random);
    private final ClientPackets client = new ClientPackets(random);
    private final PacketLayout layout = new PacketLayout();

    private SessionKeys begin(AeadAlgorithm algorithm, int cookies) {
        byte[] toServer = new byte[algorithm.keyBytes()];
        byte[] toClient = new byte[algorithm.keyBytes()];
        random.fill(toServer);
        random.fill(toClient);
        SessionKeys keys = new SessionKeys(algorithm, toServer, toClient);
        Cookies maker = new Cookies(store, random);
        List<byte[]> fresh = new ArrayList<>();
        for (int i = 0; i < cookies; i++) {
            fresh.add(maker.create(keys));
        }
        client.begin(keys, fresh);
        return keys;
    }

    private ByteBuffer request() {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST);
        new HeaderFlyweight().wrap(packet).leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT).transmitTime(12345);
        return packet.limit(client.protect(packet, HeaderFlyweight.BYTES));
    }

    private Check check(ByteBuffer request) {
        return layout.parse(request, request.limit(), 4) == PacketTail.EXTENSIONS
                ? server.check(SLOT, request, layout)
                : Check.MALFORMED;
    }

    private ByteBuffer answer(ByteBuffer request) {
        assertThat(check(request)).isEqualTo(Check.AUTHENTIC);
        ByteBuffer reply = ByteBuffer.allocate(LONGEST);
        int length = server.prepare(SLOT, reply, request.limit());
        new HeaderFlyweight().wrap(reply).leapVersionMode(0, 4, HeaderFlyweight.MODE_SERVER).stratum(1);
        server.seal(SLOT, reply, length);
        return reply.limit(length);
    }

    private boolean verify(ByteBuffer reply) {
        return layout.parse(reply, reply.limit(), 4) == PacketTail.EXTENSIONS && client.verify(reply, layout);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerBringsAsManyCookiesAsAreMissingAndIsNoLongerThanTheRequest(AeadAlgorithm algorithm) {
        begin(algorithm, 8);
        ByteBuffer first = request();
        assertThat(first.limit()).isEqualTo(algorithm == AeadAlgorithm.AES_SIV_CMAC_256 ? 228 : 188);
        assertThat(client.cookies()).isEqualTo(7);
        ByteBuffer reply = answer(first);
        assertThat(reply.limit()).isEqualTo(first.limit());
        assertThat(verify(reply)).isTrue();
        assertThat(client.cookies()).isEqualTo(8);
        assertThat(verify(reply)).as("again").isTrue();
        assertThat(client.cookies()).as("a repeated answer brings nothing").isEqualTo(8);
        for (int lost = 0; lost < 3; lost++) {
            request();
        }
        ByteBuffer later = request();
        reply = answer(later);
        assertThat(reply.limit()).isEqualTo(later.limit());
        assertThat(verify(reply)).isTrue();
        assertThat(client.cookies()).isEqualTo(8);
        while (client.cookies() > 0) {
            request();
        }
        assertThat(client.protect(ByteBuffer.allocate(LONGEST), HeaderFlyweight.BYTES)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfAnAnswerMayChange(AeadAlgorithm algorithm) {
        begin(algorithm, 8);
        ByteBuffer reply = answer(request());
        for (int i = 0; i < reply.limit(); i++) {
            reply.put(i, (byte) (reply.get(i) ^ 1));
            assertThat(verify(reply)).as("byte %d", i).isFalse();
            reply.put(i, (byte) (reply.get(i) ^ 1));
        }
        assertThat(verify(reply)).isTrue();
    }

    /// Whatever was changed, the server keeps silent or asks for new cookies; it never takes it for authentic.
    @ParameterizedTest
    @EnumSource
    void noBitOfARequestMayChange(AeadAlgorithm algorithm) {
        begin(algorithm, 3);
        ByteBuffer request = request();
        for (int i = 0; i < request.limit(); i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                request.put(i, (byte) (request.get(i) ^ 1 << bit));
                assertThat(check(request)).as("byte %d bit %d", i, bit).isIn(Check.UNKNOWN, Check.MALFORMED);
                request.put(i, (byte) (request.get(i) ^ 1 << bit));
            }
        }
        assertThat(check(request)).isEqualTo(Check.AUTHENTIC);
    }

    @Test
    void randomFieldsNeverPassAndNeverThrow() {
        Random noise = new Random(8915);
        int[] types = {ExtensionField.UNIQUE_IDENTIFIER, ExtensionField.NTS_COOKIE,
                ExtensionField.NTS_COOKIE_PLACEHOLDER, ExtensionField.NTS_AUTHENTICATOR, 0x0999};
        for (int i = 0; i < 50_000; i++) {
            ByteBuffer packet = ByteBuffer.allocate(LONGEST);
            packet.put(0, (byte) 0x23);
            int at = HeaderFlyweight.BYTES;
            for (int field = noise.nextInt(6); field >= 0 && at < 1_200; field--) {
                int bytes = ExtensionField.bytesFor(noise.nextInt(140));
                int body = ExtensionField.begin(packet, at, types[noise.nextInt(types.length)], bytes);
                for (int k = body; k < at + bytes; k++) {
                    packet.put(k, (byte) (noise.nextInt(4) == 0 ? noise.nextInt(256) : noise.nextInt(3)));
                }
                at += bytes;
            }
            Check check = check(packet.limit(at));
            assertThat(check).isNotEqualTo(Check.AUTHENTIC);
        }
    }

    @Test
    void withoutFieldsOfNtsARequestIsPlain() {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST);
        ExtensionField.begin(packet, HeaderFlyweight.BYTES, 0x0999, 32);
        assertThat(check(packet.limit(HeaderFlyweight.BYTES + 32))).isEqualTo(Check.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {ExtensionField.UNIQUE_IDENTIFIER, ExtensionField.NTS_COOKIE,
            ExtensionField.NTS_AUTHENTICATOR})
    void aRequestThatLacksAFieldMeetsSilence(int type) {
        begin(AeadAlgorithm.AES_SIV_CMAC_256, 8);
        ByteBuffer request = request();
        layout.parse(request, request.limit(), 4);
        request.putShort(layout.fieldAt(layout.find(type)), (short) 0x0999);
        assertThat(check(request)).isEqualTo(Check.MALFORMED);
    }

    @Test
    void cookiesOutliveTwoRotationsAndNoMore() {
        SessionKeys keys = begin(AeadAlgorithm.AES_SIV_CMAC_256, 8);
        universe.runFor(PERIOD.plus(PERIOD));
        assertThat(verify(answer(request()))).isTrue();
        universe.runFor(PERIOD);
        ByteBuffer old = request();
        assertThat(check(old)).isEqualTo(Check.UNKNOWN);
        ByteBuffer nak = ByteBuffer.allocate(LONGEST);
        nak.limit(server.refuse(SLOT, nak, old.limit()));
        new HeaderFlyweight().wrap(nak).leapVersionMode(3, 4, HeaderFlyweight.MODE_SERVER).stratum(0)
                .referenceId(ReferenceId.NTSN);
        assertThat(verify(nak)).isFalse();
        assertThat(client.isRefused()).isTrue();
        client.begin(keys, List.of(new Cookies(store, random).create(keys)));
        assertThat(client.isRefused()).isFalse();
        assertThat(verify(answer(request()))).as("with a new cookie").isTrue();
    }

    @Test
    void aNakOfSomebodyElseIsNotBelieved() {
        begin(AeadAlgorithm.AES_SIV_CMAC_256, 8);
        check(request());
        ByteBuffer nak = ByteBuffer.allocate(LONGEST);
        nak.limit(server.refuse(SLOT, nak, 228));
        new HeaderFlyweight().wrap(nak).leapVersionMode(3, 4, HeaderFlyweight.MODE_SERVER).stratum(0)
                .referenceId(ReferenceId.NTSN);
        request();
        assertThat(verify(nak)).isFalse();
        assertThat(client.isRefused()).as("its identifier is not that of the last request").isFalse();
    }

    @Test
    void keysSurviveARestartAndAreTheOwnersAlone() throws Exception {
        begin(AeadAlgorithm.AES_128_GCM_SIV, 8);
        store.close();
        CookieKeyStore again = new CookieKeyStore(world, Optional.of("/keys"), PERIOD);
        assertThat(again.current()).isEqualTo(store.current());
        ByteBuffer request = request();
        layout.parse(request, request.limit(), 4);
        assertThat(new NtsAnswers(again, random).check(SLOT, request, layout)).isEqualTo(Check.AUTHENTIC);
        assertThat(new String(world.files().read("/keys/ntskeys").orElseThrow()).lines()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "timeball-nts-keys 1\n0\n", "NKS1\n1\n2\n3\n4\n5\n",
            "timeball-nts-keys 1\n0\n00000000 00\n00000001 00\n00000002 00\n00000003 00\n"})
    void aDamagedFileOfKeysIsReplaced(String content) throws Exception {
        world.files().replace("/other/ntskeys", content.getBytes());
        CookieKeyStore made = new CookieKeyStore(world, Optional.of("/other"), PERIOD);
        CookieKeyStore again = new CookieKeyStore(world, Optional.of("/other"), PERIOD);
        assertThat(again.current()).isEqualTo(made.current());
    }

    @Test
    void secretsAppearInNoText() {
        SessionKeys keys = begin(AeadAlgorithm.AES_SIV_CMAC_256, 8);
        String secret = HexFormat.of().formatHex(keys.toServer()).substring(0, 16);
        assertThat(keys.toString()).doesNotContain(secret).isEqualTo("keys of AES_SIV_CMAC_256");
        assertThat(store.current().toString()).doesNotContainPattern("[0-9a-f]{16}").contains("cookie key");
    }
}
