package org.timeball.linux.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.ReferenceDevices.Pulse;
import org.timeball.timekeeping.world.WorldException;

class KernelPulsesTest {
    /// A pulse device as `<linux/pps.h>` describes it.
    private static final class ModelDevice implements PpsCalls {
        private int capabilities = 0x1133;
        private int mode;
        private boolean privileged = true;
        private boolean closed;
        private boolean gone;
        private int asserts;
        private long assertSeconds;
        private int assertNanos;
        private int clears;
        private long clearSeconds;

        @Override
        public int ioctl(long request, Pointer argument) {
            if (gone) {
                return 19;
            }
            if (request == PPS_GETCAP) {
                argument.setInt(0, capabilities);
            } else if (request == PPS_GETPARAMS) {
                argument.setInt(0, 1);
                argument.setInt(4, mode);
            } else if (request == PPS_SETPARAMS) {
                if (!privileged) {
                    return Errno.EPERM;
                }
                mode = argument.getInt(4);
            } else {
                assertThat(argument.getLong(48)).isZero();
                assertThat(argument.getLong(56)).isZero();
                argument.setInt(0, (mode & 1) != 0 ? asserts : 0);
                argument.setInt(4, (mode & 2) != 0 ? clears : 0);
                argument.setLong(8, assertSeconds);
                argument.setInt(16, assertNanos);
                argument.setLong(24, clearSeconds);
            }
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final ModelDevice device = new ModelDevice();

    private KernelPulses open(Edge edge) throws WorldException {
        return KernelPulses.open("/dev/pps7", edge, device, nanos -> nanos + 5);
    }

    @Test
    void theLatestEdgeComesWithItsStampOnOurTimescale() throws Exception {
        KernelPulses pulses = open(Edge.ASSERT);
        assertThat(pulses.latest().sequence()).isZero();
        device.asserts = -2;
        device.assertSeconds = 1_795_000_000L;
        device.assertNanos = 123_456_789;
        assertThat(pulses.latest())
                .isEqualTo(new Pulse(0xffff_fffeL, new SystemInstant(1_795_000_000_123_456_794L)));
    }

    @Test
    void anEdgeThatOthersHaveStampedStaysStamped() throws Exception {
        device.mode = 0x1001;
        open(Edge.CLEAR);
        assertThat(device.mode & 3).isEqualTo(3);
        device.clears = 4;
        device.clearSeconds = 12;
        assertThat(KernelPulses.open("/dev/pps7", Edge.CLEAR, device, KernelTimescale.SAME).latest())
                .isEqualTo(new Pulse(4, new SystemInstant(12_000_000_000L)));
    }

    @Test
    void whoMayNotSetParametersCanReadWhatIsStampedAlready() throws Exception {
        device.privileged = false;
        device.mode = 0x1001;
        device.asserts = 1;
        assertThat(open(Edge.ASSERT).latest().sequence()).isEqualTo(1);
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(Edge.CLEAR))
                .withMessageContaining("/dev/pps7").withMessageContaining("CAP_SYS_TIME");
        assertThat(device.closed).isTrue();
    }

    @Test
    void aDeviceThatCannotStampAnEdgeIsRefusedWithTheRemedy() {
        device.capabilities = 0x1101;
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(Edge.CLEAR))
                .withMessageContaining("leave out the option :clear");
        assertThat(device.closed).isTrue();
    }

    @Test
    void aDeviceThatVanishesSaysSo() throws Exception {
        KernelPulses pulses = open(Edge.ASSERT);
        device.gone = true;
        assertThatExceptionOfType(WorldException.class).isThrownBy(pulses::latest)
                .matches(failure -> failure.errno() == 19);
    }

    @Test
    void aMissingDeviceIsNamedWithWhatToDo() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> KernelPulses.open("/dev/pps99", Edge.ASSERT, KernelTimescale.SAME))
                .withMessageContaining("/dev/pps99").withMessageContaining("pps-gpio");
    }
}
