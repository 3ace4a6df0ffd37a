package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

class ServerCountersTest {
    private static final IpAddress ANNA = IpAddress.v4(192, 0, 2, 1);
    private static final IpAddress BERT = new IpAddress(0x2001_0db8_0000_0000L, 7);

    private final ServerCounters counters = new ServerCounters(7);

    private static void count(Tally tally, Outcome outcome, IpAddress client, long nanos) {
        tally.count(outcome, client.high(), client.low(), nanos);
    }

    @Test
    void theSumsAreOverAllResponders() {
        Tally first = counters.newTally();
        Tally second = counters.newTally();
        count(first, Outcome.ANSWERED, ANNA, 10);
        count(second, Outcome.ANSWERED, ANNA, 30);
        count(second, Outcome.ANSWERED, BERT, 20);
        count(second, Outcome.MALFORMED, BERT, 40);
        assertThat(counters.received()).isEqualTo(4);
        assertThat(counters.answered()).isEqualTo(3);
        assertThat(counters.dropped()).isEqualTo(1);
        assertThat(counters.total(Outcome.MALFORMED)).isEqualTo(1);
        assertThat(counters.clients()).containsExactly(new ClientActivity(ANNA, 2, new SystemInstant(30)),
                new ClientActivity(BERT, 1, new SystemInstant(20)));
        assertThat(counters.clientsSince(new SystemInstant(20))).isEqualTo(2);
        assertThat(counters.clientsSince(new SystemInstant(21))).isEqualTo(1);
    }

    @Test
    void whoIsNotAnsweredIsNoClient() {
        Tally tally = counters.newTally();
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ANSWERED) {
                count(tally, outcome, ANNA, 10);
            }
        }
        assertThat(counters.clients()).isEmpty();
        assertThat(counters.dropped()).isEqualTo(Outcome.values().length - 1);
    }

    @Test
    void aFloodOfInventedAddressesStaysInFixedMemoryAndRegularClientsAreKept() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ClientTable table = new ClientTable(1_024, seed);
        for (int i = 0; i < 100_000; i++) {
            table.count(random.nextLong(), random.nextLong(), i);
            if (i % 20 == 0) {
                table.count(ANNA.high(), ANNA.low(), i);
            }
        }
        List<Long> requests = new ArrayList<>();
        List<IpAddress> clients = new ArrayList<>();
        table.read((address, count, lastSeen) -> {
            clients.add(address);
            if (address.equals(ANNA)) {
                requests.add(count);
            }
        });
        assertThat(clients).as("seed %d", seed).hasSize(1_024).doesNotHaveDuplicates();
        // She is forgotten only if eight of the 20 strangers between two of her requests meet in her bucket of 128:
        // odds of 1e-11 each time, 1e-7 in all.
        assertThat(requests).as("seed %d", seed).containsExactly(5_000L);
    }

    @Test
    void aReaderNeverSeesHalfAClient() throws InterruptedException {
        ClientTable table = new ClientTable(8, 1);
        // Every client's halves, count and time are told by one number, so that a mixture would show.
        Thread writer = Thread.ofPlatform().start(() -> {
            for (long n = 1; n < 2_000_000; n++) {
                table.count(n, ~n, n);
            }
        });
        long seen = 0;
        while (writer.isAlive()) {
            List<String> torn = new ArrayList<>();
            List<IpAddress> whole = new ArrayList<>();
            table.read((address, requests, lastSeen) -> {
                whole.add(address);
                if (address.low() != ~address.high() || requests != 1 || lastSeen.nanos() != address.high()) {
                    torn.add(address + " " + requests + " " + lastSeen);
                }
            });
            assertThat(torn).isEmpty();
            seen += whole.size();
        }
        writer.join();
        assertThat(seen).isPositive();
    }
}
