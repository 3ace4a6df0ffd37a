package org.timeball.linux.seqpacket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

@Timeout(20)
class SeqPacketSocketTest {
    private static final int LARGEST = 100;

    @TempDir
    private Path folder;

    @Test
    void packetsStayApartAndInOrder() throws WorldException {
        SeqPacketSocket.Pair pair = SeqPacketSocket.pair(LARGEST);
        try (SeqPacketSocket one = pair.one(); SeqPacketSocket other = pair.other()) {
            one.send(new byte[]{1});
            one.send(new byte[]{2, 3});
            other.send(new byte[]{4});
            assertThat(other.receive()).hasValue(new byte[]{1});
            assertThat(other.receive()).hasValue(new byte[]{2, 3});
            assertThat(one.receive()).hasValue(new byte[]{4});
        }
    }

    @Test
    void theEndOfTheOtherSideIsAnEmptyPacket() throws WorldException {
        SeqPacketSocket.Pair pair = SeqPacketSocket.pair(LARGEST);
        try (SeqPacketSocket one = pair.one()) {
            pair.other().close();
            assertThat(one.receive()).isEmpty();
            assertThatThrownBy(() -> one.send(new byte[1])).isInstanceOf(WorldException.class)
                    .hasMessageContaining("EPIPE");
        }
    }

    @Test
    void aPacketThatIsTooLongIsRefusedRatherThanCut() throws WorldException {
        SeqPacketSocket.Pair pair = SeqPacketSocket.pair(LARGEST);
        try (SeqPacketSocket one = pair.one(); SeqPacketSocket other = pair.other()) {
            one.send(new byte[LARGEST]);
            one.send(new byte[LARGEST + 1]);
            assertThat(other.receive().orElseThrow()).hasSize(LARGEST);
            assertThatThrownBy(other::receive).isInstanceOf(WorldException.class)
                    .hasMessageContaining("more than 100 bytes");
        }
    }

    @Test
    void whoListensMeetsWhoConnects() throws WorldException {
        String path = folder.resolve("sock").toString();
        try (SeqPacketListener listener = SeqPacketListener.at(path);
                SeqPacketSocket client = SeqPacketSocket.connect(path, LARGEST);
                SeqPacketSocket server = listener.accept(LARGEST)) {
            client.send(new byte[]{7});
            assertThat(server.receive()).hasValue(new byte[]{7});
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whereNobodyListensTheErrorSaysSo() {
        String path = folder.resolve("sock").toString();
        assertThatThrownBy(() -> SeqPacketSocket.connect(path, LARGEST))
                .isInstanceOfSatisfying(WorldException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .hasMessageContaining(path).hasMessageContaining("ENOENT");
    }

    @Test
    void standardInputIsNoInheritedSocket() {
        assertThatThrownBy(() -> SeqPacketSocket.inherited(0, LARGEST)).isInstanceOf(IllegalArgumentException.class);
    }
}
