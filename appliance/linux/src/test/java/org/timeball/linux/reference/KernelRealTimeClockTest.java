package org.timeball.linux.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.RealTimeClock.UpdateHandler;
import org.timeball.timekeeping.world.WorldException;

class KernelRealTimeClockTest {
    private static final long SECOND = 1_795_737_876L;
    private static final int EINVAL = 22;

    /// A driver that shows the seconds of the monotonic clock.
    private static final class Driver implements RtcCalls {
        final List<Long> requests = new ArrayList<>();
        final long started = System.nanoTime();
        boolean interrupts = true;
        boolean stands;
        long shown = -1;

        @Override
        public synchronized int ioctl(long request, Pointer argument) {
            requests.add(request);
            if (request == RTC_RD_TIME) {
                long passed = stands ? 0 : (System.nanoTime() - started) / 200_000_000L;
                byte[] fields = new RtcTime().with(SECOND + passed).pointer().getByteArray(0, 36);
                argument.write(0, fields, 0, fields.length);
            } else if (request == RTC_SET_TIME) {
                RtcTime set = new RtcTime();
                set.pointer().write(0, argument.getByteArray(0, 36), 0, 36);
                shown = set.second().orElseThrow();
            }
            return request == RTC_UIE_ON && !interrupts ? EINVAL : 0;
        }

        @Override
        public boolean awaitInterrupt(int timeoutMillis) {
            return interrupts && !stands;
        }

        @Override
        public void close() {
        }
    }

    private record Told(long second, SystemInstant at) {
    }

    private static Told told(Driver driver) throws Exception {
        CompletableFuture<Told> told = new CompletableFuture<>();
        new KernelRealTimeClock("/dev/rtc7", driver, KernelTimescale.SAME, Runnable::run)
                .awaitUpdate(new UpdateHandler() {
                    @Override
                    public void updated(long second, SystemInstant at) {
                        told.complete(new Told(second, at));
                    }

                    @Override
                    public void failed(WorldException why) {
                        told.completeExceptionally(why);
                    }
                });
        try {
            return told.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Test
    void anInterruptTellsTheSecondAndIsSwitchedOffAgain() throws Exception {
        Driver driver = new Driver();
        long before = HostClock.realtimeNanos();
        Told told = told(driver);
        assertThat(told.second()).isEqualTo(SECOND);
        assertThat(told.at().nanos()).isBetween(before, HostClock.realtimeNanos());
        assertThat(driver.requests).containsSubsequence(RtcCalls.RTC_UIE_ON, RtcCalls.RTC_RD_TIME,
                RtcCalls.RTC_UIE_OFF);
    }

    @Test
    void withoutInterruptsItIsReadUntilTheSecondChanges() throws Exception {
        Driver driver = new Driver();
        driver.interrupts = false;
        assertThat(told(driver).second()).isEqualTo(SECOND + 1);
    }

    @Test
    void aClockThatStandsStillIsNamed() {
        Driver driver = new Driver();
        driver.interrupts = false;
        driver.stands = true;
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> told(driver))
                .withMessageContaining("/dev/rtc7 stands still").withMessageContaining("battery");
    }

    @Test
    void itIsSetInItsOwnFields() throws Exception {
        Driver driver = new Driver();
        new KernelRealTimeClock("/dev/rtc7", driver, KernelTimescale.SAME, Runnable::run).set(SECOND + 5);
        assertThat(driver.shown).isEqualTo(SECOND + 5);
    }

    @Test
    void aMissingClockIsNamedWithWhatToDo() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> KernelRealTimeClock.open("/dev/rtc-none", KernelTimescale.SAME, Runnable::run))
                .withMessageContaining("/dev/rtc-none").withMessageContaining("ls /dev/rtc*");
    }
}
