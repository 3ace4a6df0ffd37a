package org.timeball.linux.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class HostClockTest {
    private static long javaNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    @Test
    void theRealtimeClockIsTheOneThatJavaReads() {
        long before = javaNanos();
        long now = HostClock.realtimeNanos();
        assertThat(now).isBetween(before, javaNanos());
    }

    @Test
    void theMonotonicClockNeverGoesBack() {
        long last = HostClock.monotonicNanos();
        for (int i = 0; i < 10_000; i++) {
            long now = HostClock.monotonicNanos();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void readingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        long least = Long.MAX_VALUE;
        // The first rounds warm up; asking for the figure may itself allocate, so the least of the rounds counts.
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                sum += HostClock.realtimeNanos() ^ HostClock.monotonicNanos();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(sum).isNotZero();
        assertThat(least).as("bytes in 2000 readings").isZero();
    }
}
