package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names.Answer;
import org.timeball.timekeeping.world.Names.Family;

class HostNamesTest extends LinuxWorldTest {
    private static final IpAddress LOOPBACK_V4 = IpAddress.v4(127, 0, 0, 1);
    private static final IpAddress LOOPBACK_V6 = new IpAddress(0, 1);

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

    private Answer ask(String host, Family family) throws InterruptedException {
        world.names().resolve(host, family, answer -> {
            threads.add(Thread.currentThread().getName());
            answers.add(answer);
        });
        Answer answer = answers.poll(4 * PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        assertThat(answer).as("an answer for " + host).isNotNull();
        assertThat(threads.take()).isEqualTo("timekeeper");
        return answer;
    }

    @Test
    void aNameOfTheHostsFileIsFoundInTheFamilyAskedFor() throws Exception {
        assertThat(ask("localhost", Family.V4)).isEqualTo(new Answer.Found(List.of(LOOPBACK_V4)));
        assertThat(ask("localhost", Family.ANY))
                .isInstanceOfSatisfying(Answer.Found.class, found -> assertThat(found.addresses())
                        .contains(LOOPBACK_V4).isSubsetOf(LOOPBACK_V4, LOOPBACK_V6).doesNotHaveDuplicates());
    }

    @Test
    void anAddressStandsForItselfAndHasNoOtherFamily() throws Exception {
        assertThat(ask("192.0.2.7", Family.ANY))
                .isEqualTo(new Answer.Found(List.of(IpAddress.v4(192, 0, 2, 7))));
        assertThat(ask("2001:db8::5", Family.V6))
                .isEqualTo(new Answer.Found(List.of(new IpAddress(0x20010db800000000L, 5))));
        assertThat(ask("192.0.2.7", Family.V6)).isEqualTo(new Answer.Unknown("192.0.2.7 has no IPv6 address"));
    }

    @Test
    void aNameThatNobodyKnowsIsNotFound() throws Exception {
        assertThat(ask("no-such-host.invalid", Family.ANY)).isNotInstanceOf(Answer.Found.class);
        assertThat(ask("two words", Family.ANY)).isNotInstanceOf(Answer.Found.class);
    }

    @Test
    void randomBitsAreNotTheSameTwice() {
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(world.random().nextLong());
            assertThat(world.random().uniform()).isBetween(0.0, Math.nextDown(1.0));
        }
        byte[] bytes = new byte[16];
        world.random().fill(bytes);
        assertThat(drawn).hasSize(100);
        assertThat(bytes).isNotEqualTo(new byte[16]);
    }
}
