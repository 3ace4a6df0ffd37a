package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

class SupervisionTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void theDaemonIsReadyThenLivesTwiceAsOftenAsIsAskedThenStops() throws Exception {
        VirtualClockWorld box = VirtualClockWorld.open();
        Supervision supervision = new Supervision(box.world().timers(), listening(Optional.of(Span.ofSeconds(30))));
        supervision.start();
        assertThat(told).containsExactly("READY=1", "WATCHDOG=1");
        box.pass(301);
        assertThat(Collections.frequency(told, "WATCHDOG=1")).isEqualTo(21);
        supervision.close();
        box.pass(100);
        assertThat(told).hasSize(24).endsWith("STOPPING=1", "closed");
    }

    @Test
    void whoDoesNotWatchHearsNoSignsOfLife() throws Exception {
        VirtualClockWorld box = VirtualClockWorld.open();
        Supervision supervision = new Supervision(box.world().timers(), listening(Optional.empty()));
        supervision.start();
        box.pass(1000);
        supervision.close();
        assertThat(told).containsExactly("READY=1", "STOPPING=1", "closed");
    }

    @Test
    void oneWhoCannotBeReachedIsTriedAgain() throws Exception {
        VirtualClockWorld box = VirtualClockWorld.open();
        Supervision supervision = new Supervision(box.world().timers(), new Listener(Optional.of(Span.ofSeconds(2))) {
            @Override
            public void tell(String state) throws WorldException {
                super.tell(state);
                throw new WorldException("cannot tell /run/notify '" + state + "'");
            }
        });
        supervision.start();
        box.pass(10.5);
        supervision.close();
        assertThat(Collections.frequency(told, "WATCHDOG=1")).isEqualTo(11);
    }

    private Supervisor listening(Optional<Span> patience) {
        return new Listener(patience);
    }

    private class Listener implements Supervisor {
        private final Optional<Span> patience;

        Listener(Optional<Span> patience) {
            this.patience = patience;
        }

        @Override
        public void tell(String state) throws WorldException {
            told.add(state);
        }

        @Override
        public Optional<Span> patience() {
            return patience;
        }

        @Override
        public void close() {
            told.add("closed");
        }
    }
}
