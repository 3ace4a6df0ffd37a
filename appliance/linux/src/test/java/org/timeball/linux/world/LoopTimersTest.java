package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.timeball.linux.CapturedLogWriter;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers;

class LoopTimersTest extends LinuxWorldTest {
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        String name = ran.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        assertThat(name).as("a timer that runs").isNotNull();
        return name;
    }

    @Test
    void timersRunInTheOrderOfTheirInstantsAndEqualOnesInTheOrderTheyWereSet() throws Exception {
        MonotonicInstant soon = world.timers().now().plus(Span.ofMillis(20));
        world.executor().execute(() -> {
            world.timers().at(soon.plus(Span.ofNanos(1)), () -> ran.add("later by 1 ns"));
            for (String name : List.of("a", "b", "c", "d")) {
                world.timers().at(soon, () -> ran.add(name));
            }
            world.timers().at(soon.minus(Span.ofMillis(10)), () -> ran.add("earlier"));
        });
        assertThat(List.of(next(), next(), next(), next(), next(), next())).containsExactly("earlier", "a", "b", "c",
                "d", "later by 1 ns");
    }

    @Test
    void aTimerCalledOffNeverRuns() throws Exception {
        Timers timers = world.timers();
        MonotonicInstant due = timers.now();
        CountDownLatch allSet = new CountDownLatch(1);
        world.executor().execute(() -> awaitQuietly(allSet));
        Timers.Timer fromOutside = timers.at(due, () -> ran.add("called off from outside"));
        world.executor().execute(() -> {
            Timers.Timer byNeighbour = timers.at(due.plus(Span.ofNanos(1)), () -> ran.add("called off by neighbour"));
            timers.at(due, byNeighbour::cancel);
            timers.at(due, () -> ran.add("called off at once")).cancel();
        });
        fromOutside.cancel();
        fromOutside.cancel();
        timers.after(Span.ofMillis(1), () -> ran.add("last"));
        allSet.countDown();
        assertThat(next()).isEqualTo("last");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTimerForThePastRunsAtOnceAndOneThatSetsItselfAnewStarvesNobody() throws Exception {
        CountDownLatch others = new CountDownLatch(1);
        Timers timers = world.timers();
        world.executor().execute(new Runnable() {
            @Override
            public void run() {
                if (others.getCount() > 0) {
                    timers.at(new MonotonicInstant(Long.MIN_VALUE), this);
                }
            }
        });
        timers.after(Span.ofMillis(5), others::countDown);
        assertThat(others.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS)).isTrue();
    }

    @Test
    void aTimerAtTheEndOfTimeIsNoTrouble() throws Exception {
        Timers.Timer never = world.timers().at(new MonotonicInstant(Long.MAX_VALUE), () -> ran.add("never"));
        world.timers().after(Span.ofMillis(1), () -> ran.add("soon"));
        assertThat(next()).isEqualTo("soon");
        never.cancel();
    }

    @Test
    void noTimerRunsEarlyAndTheLoopItselfAddsLessThanAMillisecond() throws Exception {
        List<Long> lateNanos = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            MonotonicInstant due = world.timers().now().plus(Span.ofMicros(100 + 700 * i));
            BlockingQueue<MonotonicInstant> at = new LinkedBlockingQueue<>();
            world.timers().at(due, () -> at.add(world.timers().now()));
            lateNanos.add(at.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS).since(due).nanos());
        }
        lateNanos.sort(null);
        assertThat(lateNanos.getFirst()).as("earliest, ns late").isNotNegative();
        // One in ten must do so: other programs on the machine may delay the rest.
        assertThat(lateNanos.get(5)).as("ns late, of %s", lateNanos).isLessThan(1_000_000);
    }

    @Test
    void aTimerThatFailsStopsNeitherTheLoopNorTheTimersDueWithIt() throws Exception {
        MonotonicInstant soon = world.timers().now().plus(Span.ofMillis(5));
        Runnable failing = () -> {
            throw new IllegalStateException("a test's own failure");
        };
        for (int i = 0; i < 100; i++) {
            world.timers().at(soon, failing);
        }
        world.timers().at(soon, () -> ran.add(Thread.currentThread().getName()));
        assertThat(next()).isEqualTo("timekeeper");
        assertThat(CapturedLogWriter.containing(failing.getClass().getName())).hasSize(1);
    }
}
