package org.timeball.linux.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock.ExternalEdge;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.HardwareClock.Reading;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.WorldException;

class KernelHardwareClockTest {
    private static final int EOPNOTSUPP = 95;

    /// A clock as `<linux/ptp_clock.h>` describes it: reads 37 s ahead of the system, whose readings are 100 ns apart.
    private static final class ModelClock implements PtpCalls {
        private boolean precise;
        private boolean extended = true;
        private boolean gone;
        private boolean closed;
        private long system = 1_795_000_000_000_000_000L;
        private int pinIndex = -1;
        private int pinFunction;
        private int input = -1;
        private int flags;
        private final ArrayDeque<byte[]> events = new ArrayDeque<>();

        private void put(Pointer to, int at, long nanos) {
            to.setLong(at, nanos / 1_000_000_000L);
            to.setInt(at + 8, (int) (nanos % 1_000_000_000L));
        }

        @Override
        public int ioctl(long request, Pointer argument) {
            if (gone) {
                return 19;
            }
            if (request == PTP_CLOCK_GETCAPS) {
                argument.setInt(8, 2);
                argument.setInt(20, 3);
                argument.setInt(24, precise ? 1 : 0);
            } else if (request == PTP_SYS_OFFSET_PRECISE) {
                put(argument, 0, system + 37_000_000_050L);
                put(argument, 16, system);
            } else if (request == PTP_SYS_OFFSET_EXTENDED) {
                if (!extended) {
                    return EOPNOTSUPP;
                }
                for (int i = 0; i < argument.getInt(0); i++) {
                    put(argument, 16 + 48 * i, system += 100);
                    put(argument, 32 + 48 * i, system + 37_000_000_050L);
                    put(argument, 48 + 48 * i, system += 100);
                }
            } else if (request == PTP_SYS_OFFSET) {
                int last = 2 * argument.getInt(0);
                for (int i = 0; i <= last; i++) {
                    put(argument, 16 + 16 * i, i % 2 == 0 ? (system += 900) : system + 37_000_000_450L);
                }
            } else if (request == PTP_PIN_SETFUNC2) {
                pinIndex = argument.getInt(64);
                pinFunction = argument.getInt(68);
            } else if (request == PTP_EXTTS_REQUEST2) {
                input = argument.getInt(0);
                flags = argument.getInt(4);
            }
            return 0;
        }

        @Override
        public long read(byte[] buffer) {
            byte[] event = events.poll();
            if (gone) {
                return -19;
            }
            if (event == null) {
                return 0;
            }
            System.arraycopy(event, 0, buffer, 0, event.length);
            return event.length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final ModelClock model = new ModelClock();

    private KernelHardwareClock open() throws WorldException {
        return KernelHardwareClock.open("/dev/ptp9", model, KernelTimescale.SAME);
    }

    private static void assertEncloses(List<Reading> readings, int count, long width) {
        assertThat(readings).hasSize(count).allSatisfy(reading -> {
            assertThat(reading.after().since(reading.before()).nanos()).isEqualTo(width);
            long middle = reading.before().nanos() + width / 2;
            assertThat(reading.phc().nanos() - middle).isBetween(37_000_000_000L - width, 37_000_000_000L + width);
        });
    }

    @Test
    void theBestMethodOfTheDriverIsFoundAndUsed() throws Exception {
        model.precise = true;
        KernelHardwareClock clock = open();
        assertThat(clock.method()).isEqualTo(Method.PRECISE);
        assertThat(clock.read(25, Method.PRECISE)).containsExactly(new Reading(new SystemInstant(model.system),
                new PhcInstant(model.system + 37_000_000_050L), new SystemInstant(model.system)));
        assertEncloses(clock.read(25, Method.EXTENDED), 25, 100);
    }

    @Test
    void extendedReadingsEncloseTheRegister() throws Exception {
        KernelHardwareClock clock = open();
        assertThat(clock.method()).isEqualTo(Method.EXTENDED);
        assertEncloses(clock.read(10, Method.PRECISE), 10, 100);
    }

    @Test
    void aDriverWithoutExtendedReadingsIsReadThePlainWay() throws Exception {
        model.extended = false;
        KernelHardwareClock clock = open();
        assertThat(clock.method()).isEqualTo(Method.BASIC);
        assertEncloses(clock.read(25, Method.PRECISE), 25, 900);
    }

    @Test
    void edgesAreAskedForAndComeInOrder() throws Exception {
        KernelHardwareClock clock = open();
        clock.stampEdges(Optional.of(2), 1, Edge.CLEAR);
        assertThat(List.of(model.pinIndex, model.pinFunction, model.input, model.flags)).containsExactly(2, 1, 1, 5);
        ByteBuffer full = ByteBuffer.allocate(16 * 32).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 16; i++) {
            full.putLong(32 * i, 100 + i).putInt(32 * i + 8, 7).putInt(32 * i + 16, 1);
        }
        model.events.add(full.array());
        model.events.add(Arrays.copyOf(full.array(), 32));
        List<ExternalEdge> edges = clock.edges();
        assertThat(edges).hasSize(17);
        assertThat(edges.get(3)).isEqualTo(new ExternalEdge(1, new PhcInstant(103_000_000_007L)));
        assertThat(clock.edges()).isEmpty();
    }

    @Test
    void anInputThatIsNotThereIsRefusedWithWhatThereIs() throws Exception {
        KernelHardwareClock clock = open();
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> clock.stampEdges(Optional.empty(), 2, Edge.ASSERT))
                .withMessageContaining("2 inputs and 3 pins");
    }

    @Test
    void aClockThatVanishesSaysSo() throws Exception {
        KernelHardwareClock clock = open();
        model.gone = true;
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> clock.read(1, Method.PRECISE))
                .matches(failure -> failure.errno() == 19);
        assertThatExceptionOfType(WorldException.class).isThrownBy(clock::edges)
                .matches(failure -> failure.errno() == 19);
    }

    @Test
    void whatIsNoClockIsClosedAgain() {
        model.gone = true;
        assertThatExceptionOfType(WorldException.class).isThrownBy(this::open)
                .withMessageContaining("no PTP hardware clock");
        assertThat(model.closed).isTrue();
    }

    @Test
    void aMissingInterfaceAndANicWithoutClockAreNamed() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> KernelHardwareClock.open("nosuch0", KernelTimescale.SAME))
                .withMessageContaining("no interface nosuch0").matches(failure -> failure.errno() == Errno.ENOENT);
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> KernelHardwareClock.open("lo", KernelTimescale.SAME))
                .withMessageContaining("lo has no PTP hardware clock");
    }
}
