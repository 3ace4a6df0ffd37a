package org.timeball.simulator.clknetsim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected;

/// The layouts as the protocol's description gives them, offset by offset, written here without the codec.
class LayoutTest {
    private static final Readings READINGS = new Readings(1.5, 2.5, 3.5, 4.5, 1e-6);
    private static final TimexFields TIMEX = new TimexFields(0x4002, 1, -2, 3, 4, 0x40, 5, 6, 7, 8, 9, 10_001, 33);
    private static final Payload PAYLOAD = new Payload(Payload.Kind.UDP, 1, 2, 60_000, 123, new byte[]{9, 8, 7});

    @Test
    void requestsBeginWithTheirCodeAndAZero() {
        assertThat(new Request.Register(4).encode()).isEqualTo(bytes(12).putInt(0, 1).putInt(8, 4).array());
        assertThat(new Request.GetTime(0).encode()).isEqualTo(bytes(12).putInt(0, 2).array());
        assertThat(new Request.SetTime(0, 1.25).encode()).isEqualTo(bytes(24).putInt(0, 3).putDouble(16, 1.25).array());
        assertThat(new Request.Select(0.75, true).encode())
                .isEqualTo(bytes(24).putInt(0, 6).putDouble(8, 0.75).putInt(16, 1).array());
        assertThat(new Request.Receive().encode()).isEqualTo(bytes(8).putInt(0, 8).array());
        assertThat(new Request.GetReferenceSample().encode()).isEqualTo(bytes(8).putInt(0, 9).array());
        assertThat(new Request.GetReferenceOffsets().encode()).isEqualTo(bytes(8).putInt(0, 10).array());
        assertThat(new Request.Deregister().encode()).isEqualTo(bytes(8).putInt(0, 11).array());
    }

    @Test
    void timexLiesEightBytesIntoTheBodyOfAdjtimex() {
        assertThat(new Request.AdjustTimex(0, TIMEX).encode()).isEqualTo(timex(bytes(224).putInt(0, 4), 16));
        assertThat(new Reply.Adjusted(-1, TIMEX).encode()).isEqualTo(timex(bytes(216).putInt(0, -1), 8));
    }

    private static byte[] timex(ByteBuffer out, int at) {
        return out.putInt(at, 0x4002).putLong(at + 8, 1).putLong(at + 16, -2).putLong(at + 24, 3).putLong(at + 32, 4)
                .putInt(at + 40, 0x40).putLong(at + 48, 5).putLong(at + 56, 6).putLong(at + 64, 7).putLong(at + 72, 8)
                .putLong(at + 80, 9).putLong(at + 88, 10_001).putInt(at + 160, 33).array();
    }

    @Test
    void aPacketToSendHasAHeadOf24Bytes() {
        assertThat(new Request.Send(PAYLOAD).encode()).isEqualTo(payload(bytes(35).putInt(0, 7), 8));
        assertThat(new Reply.Received(PAYLOAD).encode()).isEqualTo(payload(bytes(27), 0));
    }

    private static byte[] payload(ByteBuffer out, int at) {
        return out.putInt(at, 1).putInt(at + 4, 1).putInt(at + 8, 2).putInt(at + 12, 60_000).putInt(at + 16, 123)
                .putInt(at + 20, 3).put(at + 24, new byte[]{9, 8, 7}).array();
    }

    @Test
    void theReplyToSelectCarriesThePacketsAddressAndFiveReadings() {
        byte[] expected = bytes(64).putInt(0, 2).putInt(4, 1).putInt(8, 1).putInt(12, 2).putInt(16, 60_000)
                .putInt(20, 123).putDouble(24, 1.5).putDouble(32, 2.5).putDouble(40, 3.5).putDouble(48, 4.5)
                .putDouble(56, 1e-6).array();
        assertThat(new Selected(Selected.Event.BROADCAST, Payload.Kind.UDP, 1, 2, 60_000, 123, READINGS).encode())
                .isEqualTo(expected);
        assertThat(Selected.decode(expected)).isEqualTo(
                new Selected(Selected.Event.BROADCAST, Payload.Kind.UDP, 1, 2, 60_000, 123, READINGS));
    }

    @Test
    void otherRepliesAreTheirBodies() {
        assertThat(new Reply.Registered(2, 1).encode()).isEqualTo(bytes(8).putInt(0, 2).putInt(4, 1).array());
        assertThat(new Reply.Time(READINGS).encode()).isEqualTo(bytes(40).putDouble(0, 1.5).putDouble(8, 2.5)
                .putDouble(16, 3.5).putDouble(24, 4.5).putDouble(32, 1e-6).array());
        assertThat(new Reply.ReferenceSample(1.5, -0.25, true).encode())
                .isEqualTo(bytes(24).putDouble(0, 1.5).putDouble(8, -0.25).putInt(16, 1).array());
        assertThat(new Reply.ReferenceOffsets(new double[]{0.5, 0.25}).encode())
                .isEqualTo(bytes(24).putInt(0, 2).putDouble(8, 0.5).putDouble(16, 0.25).array());
    }

    static Stream<Request> requests() {
        return Stream.of(new Request.Register(16), new Request.GetTime(0), new Request.SetTime(0, -1e-9),
                new Request.AdjustTimex(0, TIMEX), new Request.Select(1e-6, false), new Request.Receive(),
                new Request.GetReferenceSample(), new Request.GetReferenceOffsets(), new Request.Deregister());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsEncodedIsDecodedAndNothingElseIs(Request request) {
        byte[] packet = request.encode();
        assertThat(Request.decode(packet)).isEqualTo(request);
        byte[] longer = java.util.Arrays.copyOf(packet, packet.length + 4);
        assertThatThrownBy(() -> Request.decode(longer)).isInstanceOf(ProtocolException.class);
        byte[] shorter = java.util.Arrays.copyOf(packet, packet.length - 4);
        assertThatThrownBy(() -> Request.decode(shorter)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aReplyOfTheWrongLengthOrKindIsRefused() {
        assertThatThrownBy(() -> Reply.Registered.decode(new byte[7])).hasMessageContaining("7 bytes, not 8");
        assertThatThrownBy(() -> Selected.decode(bytes(64).putInt(0, 4).array())).hasMessageContaining("reason 4");
        assertThatThrownBy(() -> Reply.Received.decode(bytes(24).putInt(0, 5).array()))
                .hasMessageContaining("kind of packet 5");
        assertThatThrownBy(() -> Reply.Received.decode(bytes(24).putInt(20, 1).array()))
                .hasMessageContaining("says it has 1 bytes and has 0");
        assertThatThrownBy(() -> Reply.ReferenceOffsets.decode(bytes(16).putInt(0, 2).array()))
                .isInstanceOf(ProtocolException.class);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
