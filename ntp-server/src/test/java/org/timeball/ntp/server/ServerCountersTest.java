package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;

class ServerCountersTest {
    private static final IpAddress ANNA = IpAddress.v4(192, 0, 2, 1);
    private static final IpAddress BERT = new IpAddress(0x2001_0db8_0000_0000L, 7);

    private final ServerCounters counters = new ServerCounters(7);

    private static void count(Tally tally, Outcome outcome, IpAddress client, long nanos) {
        Arrival arrival = new Arrival().from(client.high(), client.low(), 5_000).received(nanos, Stamp.KERNEL);
        Slot slot = new Slot();
        slot.begin(arrival);
        slot.outcome = outcome;
        tally.count(slot);
        if (outcome.isRequest()) {
            tally.clients().hit(client.high(), client.low(), nanos, null);
        }
    }

    @Test
    void theSumsAreOverAllResponders() {
        Tally first = counters.newTally(2);
        Tally second = counters.newTally(2);
        count(first, Outcome.ANSWERED, ANNA, 10);
        count(second, Outcome.ANSWERED, ANNA, 30);
        count(second, Outcome.ANSWERED, BERT, 20);
        count(second, Outcome.MALFORMED, BERT, 40);
        assertThat(counters.received()).isEqualTo(4);
        assertThat(counters.answered()).isEqualTo(3);
        assertThat(counters.dropped()).isEqualTo(1);
        assertThat(counters.total(Outcome.MALFORMED)).isEqualTo(1);
        assertThat(counters.clients()).extracting(ClientActivity::address).containsExactly(ANNA, BERT);
        assertThat(counters.clients()).extracting(ClientActivity::requests).containsExactly(2L, 1L);
        assertThat(counters.clients().getFirst().lastSeen()).isEqualTo(new SystemInstant(30));
        assertThat(counters.clientsSince(new SystemInstant(20))).isEqualTo(2);
        assertThat(counters.clientsSince(new SystemInstant(21))).isEqualTo(1);
        assertThat(counters.statistics().ntpReceived()).isEqualTo(3);
        assertThat(counters.statistics().kernelRx()).isEqualTo(3);
        assertThat(counters.statistics().daemonTx()).isEqualTo(3);
    }

    @Test
    void whoSendsNoRequestIsNoClient() {
        Tally tally = counters.newTally(1);
        for (Outcome outcome : Outcome.values()) {
            if (!outcome.isRequest()) {
                count(tally, outcome, ANNA, 10);
            }
        }
        assertThat(counters.clients()).isEmpty();
        assertThat(counters.statistics().ntpReceived()).isZero();
    }

    @Test
    void allServicesOfAClientAreInOneLine() {
        Tally tally = counters.newTally(1);
        count(tally, Outcome.ANSWERED, ANNA, 1_000_000_000L);
        count(tally, Outcome.ANSWERED, ANNA, 5_000_000_000L);
        counters.ntsKe().limit(Optional.of(new RateLimit(6, 1, 4, 0)));
        assertThat(counters.ntsKe().hit(ANNA, new SystemInstant(7))).isEqualTo(Verdict.ANSWER);
        assertThat(counters.commands().hit(ANNA, new SystemInstant(8))).isEqualTo(Verdict.ANSWER);
        assertThat(counters.commands().hit(BERT, new SystemInstant(9))).isEqualTo(Verdict.ANSWER);
        ClientActivity anna = counters.clients().getFirst();
        assertThat(anna.ntp().hits()).isEqualTo(2);
        assertThat(anna.ntp().intervalLog2()).isEqualTo(2);
        assertThat(anna.ntp().limitedIntervalLog2()).isEqualTo(127);
        assertThat(anna.ntsKe().hits()).isEqualTo(1);
        assertThat(anna.command().hits()).isEqualTo(1);
        assertThat(counters.clients()).hasSize(2);
        for (int i = 0; i < 100; i++) {
            counters.ntsKe().hit(ANNA, new SystemInstant(10 + i));
        }
        assertThat(counters.statistics().ntsKeAccepted()).isEqualTo(101);
        assertThat(counters.statistics().ntsKeDropped()).isBetween(60L, 100L);
        assertThat(counters.statistics().commandReceived()).isEqualTo(2);
        counters.resetClients();
        assertThat(counters.clients()).isEmpty();
        count(tally, Outcome.ANSWERED, ANNA, 6_000_000_000L);
        assertThat(counters.clients()).singleElement().extracting(ClientActivity::requests).isEqualTo(1L);
    }

    @Test
    void withoutAClientLogNobodyIsRemembered() {
        ServerCounters none = new ServerCounters(7, ClientLogSettings.OFF);
        Tally tally = none.newTally(1);
        count(tally, Outcome.ANSWERED, ANNA, 10);
        none.commands().hit(ANNA, new SystemInstant(8));
        assertThat(none.answered()).isEqualTo(1);
        assertThat(none.clients()).isEmpty();
        assertThat(none.hasClientLog()).isFalse();
        assertThat(tally.timestamps().save(1, 2, 3)).isEqualTo(-1);
        assertThat(tally.timestamps().find(1, 2, 3)).isEqualTo(-1);
        assertThat(none.statistics().timestampsHeld()).isZero();
    }

    @Test
    void theMemoryIsThatOfTheSetting() {
        for (int limit : new int[]{1_024, 524_288, 64 << 20}) {
            ClientLogSettings settings = new ClientLogSettings(limit);
            long bytes = 0;
            for (int responder = 0; responder < 4; responder++) {
                bytes += (long) new ClientTable(settings.ntpClients(4), 1).capacity() * ClientTable.BYTES_PER_CLIENT
                        + (long) settings.timestamps(4) * TimestampTable.BYTES_PER_ENTRY;
            }
            bytes += 2L * new ClientTable(settings.otherClients(), 1).capacity() * ClientTable.BYTES_PER_CLIENT;
            // Tables are made of whole buckets of eight.
            assertThat(bytes).isBetween(limit / 2L, limit + 6L * 8 * ClientTable.BYTES_PER_CLIENT);
        }
    }

    @Test
    void aFloodOfInventedAddressesStaysInFixedMemoryAndRegularClientsAreKept() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ClientTable table = new ClientTable(1_024, seed);
        for (int i = 0; i < 100_000; i++) {
            table.hit(random.nextLong(), random.nextLong(), i, null);
            if (i % 20 == 0) {
                table.hit(ANNA.high(), ANNA.low(), i, null);
            }
        }
        List<Long> requests = new ArrayList<>();
        List<IpAddress> clients = new ArrayList<>();
        table.read((address, activity) -> {
            clients.add(address);
            if (address.equals(ANNA)) {
                requests.add(activity.hits());
            }
        });
        assertThat(clients).as("seed %d", seed).hasSize(1_024).doesNotHaveDuplicates();
        // She is forgotten only if eight of the 20 strangers between two of her requests meet in her bucket of 128:
        // odds of 1e-11 each time, 1e-7 in all.
        assertThat(requests).as("seed %d", seed).containsExactly(5_000L);
        assertThat(table.evicted()).isEqualTo(100_001 - 1_024);
    }

    @Test
    void aReaderNeverSeesHalfAClient() throws InterruptedException {
        ClientTable table = new ClientTable(8, 1);
        // Every client's halves, count and time are told by one number, so that a mixture would show.
        Thread writer = Thread.ofPlatform().start(() -> {
            for (long n = 1; n < 2_000_000; n++) {
                table.hit(n, ~n, n, null);
            }
        });
        long seen = 0;
        while (writer.isAlive()) {
            List<String> torn = new ArrayList<>();
            List<IpAddress> whole = new ArrayList<>();
            table.read((address, activity) -> {
                whole.add(address);
                if (address.low() != ~address.high() || activity.hits() != 1
                        || activity.lastSeen().nanos() != address.high()) {
                    torn.add(address + " " + activity);
                }
            });
            assertThat(torn).isEmpty();
            seen += whole.size();
        }
        writer.join();
        assertThat(seen).isPositive();
    }
}
