package org.timeball.linux.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.world.WorldException;

class SystemVSegmentTest {
    /// A unit that no daemon uses.
    private static final int UNIT = 211;

    @Test
    void whatOneWritesTheOtherReads() throws Exception {
        SystemVSegment writer = SystemVSegment.attach(UNIT, 0600);
        try (SystemVSegment reader = SystemVSegment.attach(UNIT, 0600)) {
            assertThat(reader.size()).isEqualTo(96);
            writer.putInt(48, 0x1234_5678);
            assertThat(reader.getInt(48)).isEqualTo(0x1234_5678);
            assertThat(ByteBuffer.wrap(reader.copy()).order(ByteOrder.nativeOrder()).getInt(48)).isEqualTo(0x1234_5678);
        } finally {
            writer.remove();
            writer.close();
        }
    }

    @Test
    void anotherSizeThatIsThereIsKeptAndTold() throws Exception {
        int id = Libc.shmget(SystemVSegment.KEY + UNIT + 1, 80, 0x200 | 0600);
        SystemVSegment small = SystemVSegment.attach(UNIT + 1, 0600);
        assertThat(small.size()).isEqualTo(80);
        small.remove();
        small.close();
        assertThat(id).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aSegmentTooSmallToBeOneIsRefusedWithTheCommandThatRemovesIt() {
        int id = Libc.shmget(SystemVSegment.KEY + UNIT + 2, 16, 0x200 | 0600);
        try {
            assertThatExceptionOfType(WorldException.class)
                    .isThrownBy(() -> SystemVSegment.attach(UNIT + 2, 0600))
                    .withMessageContaining("16 bytes").withMessageContaining("ipcrm -M 0x4e545105");
        } finally {
            Libc.shmctl(id, 0, Pointer.NULL);
        }
    }
}
