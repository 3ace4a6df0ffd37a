package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

class RateLimitTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress ANNA = IpAddress.v4(192, 0, 2, 1);
    private static final IpAddress HOG = IpAddress.v4(192, 0, 2, 66);

    private final ByteBuffer reply = ByteBuffer.allocate(1_600);
    private final HeaderFlyweight header = new HeaderFlyweight().wrap(reply);
    private final TimingSnapshot snapshot = Snapshots.locked(NOW, LeapIndicator.NONE, Span.ofSeconds(1_000_000));

    private static BareResponder limited(RateLimit limit) {
        return new BareResponder(-23, EndpointPolicy.DEFAULT.withRateLimit(limit), ServerLinks.none(),
                ClientLogSettings.DEFAULT);
    }

    private boolean isAnswered(BareResponder responder, IpAddress client, long nanos) {
        responder.from(client);
        return responder.answer(Packets.request(4, 7), 48, 5_000, nanos, nanos + 1_000, snapshot, reply) > 0
                && responder.outcome() == Outcome.ANSWERED;
    }

    @Test
    void aBurstIsGrantedAndThenOneAnInterval() {
        Limiter limiter = new Limiter(new RateLimit(3, 4, 4, 0), 1);
        ClientTable table = new ClientTable(8, 1);
        int granted = 0;
        for (int i = 0; i < 4; i++) {
            granted += table.hit(0, 1, NOW + i, limiter) == Verdict.ANSWER ? 1 : 0;
        }
        assertThat(granted).isEqualTo(4);
        // One request each second for an hour: one in eight is granted; of the rest one in sixteen leaks.
        granted = 0;
        for (int i = 1; i <= 3_600; i++) {
            granted += table.hit(0, 1, NOW + i * SECOND, limiter) == Verdict.ANSWER ? 1 : 0;
        }
        assertThat(granted).isBetween(450 + 120, 450 + 280);
    }

    @ParameterizedTest
    @CsvSource({"-19, 1", "-4, 8", "0, 255", "3, 8", "12, 1", "12, 255"})
    void whoKeepsToTheIntervalIsAlwaysAnswered(int interval, int burst) {
        Limiter limiter = new Limiter(new RateLimit(interval, burst, 4, 0), 1);
        ClientTable table = new ClientTable(8, 1);
        long nanos = (long) Math.ceil(Math.scalb(1e9, interval));
        for (long i = 0; i < 5_000; i++) {
            assertThat(table.hit(0, 1, NOW + i * nanos, limiter)).isEqualTo(Verdict.ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.25", "3, 0.125", "4, 0.0625"})
    void beyondTheRateOneInTwoToTheLeakIsAnswered(int leak, double share) {
        BareResponder responder = limited(new RateLimit(12, 1, leak, 0));
        int answered = 0;
        for (int i = 0; i < 20_000; i++) {
            answered += isAnswered(responder, HOG, NOW + i * 1_000L) ? 1 : 0;
        }
        // Five standard deviations.
        double spread = 5 * Math.sqrt(20_000 * share * (1 - share));
        assertThat((double) answered).isBetween(20_000 * share - spread, 20_000 * share + spread + 1);
        assertThat(responder.counters.statistics().ntpReceived()).isEqualTo(20_000);
        assertThat(responder.counters.statistics().ntpDropped()).isEqualTo(20_000 - answered);
        ClientActivity hog = responder.counters.clients().getFirst();
        assertThat(hog.ntp().hits()).isEqualTo(20_000);
        assertThat(hog.ntp().drops()).isEqualTo(20_000 - answered);
        assertThat(hog.ntp().intervalLog2()).isEqualTo(-20);
        assertThat(hog.ntp().limitedIntervalLog2()).isEqualTo(-20);
    }

    @Test
    void whoAsksTwiceAsOftenWhenUnansweredIsMostlyAnswered() {
        BareResponder responder = limited(new RateLimit(6, 2, 2, 0));
        long nanos = NOW;
        int answered = 0;
        boolean last = true;
        for (int i = 0; i < 2_000; i++) {
            nanos += last ? 8 * SECOND : SECOND;
            last = isAnswered(responder, HOG, nanos);
            answered += last ? 1 : 0;
        }
        assertThat(answered).isGreaterThan(1_200);
    }

    @Test
    void aKissIsSentNowAndThenInPlaceOfSilence() {
        BareResponder responder = limited(new RateLimit(12, 1, 4, 1));
        int kisses = 0;
        for (int i = 0; i < 10_000; i++) {
            if (!isAnswered(responder, HOG, NOW + i * 1_000L) && responder.outcome() == Outcome.KISSED) {
                kisses++;
                assertThat(header.stratum()).isZero();
                assertThat(header.leap()).isEqualTo(3);
                assertThat(header.mode()).isEqualTo(HeaderFlyweight.MODE_SERVER);
                assertThat(ReferenceId.text(header.referenceId())).isEqualTo("RATE");
                assertThat(header.originTime()).isEqualTo(7);
                assertThat(header.poll()).as("do not ask more often").isEqualTo(12);
                assertThat(header.rootDelay()).isZero();
                assertThat(header.rootDispersion()).isZero();
            }
        }
        assertThat(kisses).isBetween(4_300, 5_000);
    }

    @Test
    void anAnswersPollIsNoShorterThanTheLimit() {
        BareResponder responder = limited(new RateLimit(3, 8, 2, 0));
        assertThat(isAnswered(responder, ANNA, NOW)).isTrue();
        assertThat(header.poll()).isEqualTo(3);
        ByteBuffer request = Packets.request(4, 7).put(2, (byte) 10);
        responder.answer(request, 48, 5_000, NOW + SECOND, NOW + SECOND, snapshot, reply);
        assertThat(header.poll()).isEqualTo(10);
    }

    @Test
    void aClockSetBackDoesNotLockAClientOut() {
        BareResponder responder = limited(new RateLimit(3, 2, 4, 0));
        long ahead = NOW + 100_000 * SECOND;
        for (int i = 0; i < 100; i++) {
            isAnswered(responder, ANNA, ahead + i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(isAnswered(responder, ANNA, NOW + i * 8 * SECOND)).isTrue();
        }
    }

    @Test
    void inAFloodAClientWithinItsRateIsAnswered() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BareResponder responder = limited(RateLimit.NTP);
        int answered = 0;
        int hogAnswered = 0;
        // 200 requests of hers, 8 s apart; between two of them 1,000 of one hog and 1,000 of invented addresses.
        for (int i = 0; i < 200; i++) {
            answered += isAnswered(responder, ANNA, NOW + i * 8 * SECOND) ? 1 : 0;
            for (int k = 0; k < 1_000; k++) {
                long nanos = NOW + i * 8 * SECOND + k * 8_000_000L + 1;
                hogAnswered += isAnswered(responder, HOG, nanos) ? 1 : 0;
                isAnswered(responder, new IpAddress(random.nextLong(), random.nextLong()), nanos);
            }
        }
        assertThat(answered).as("seed %d", seed).isEqualTo(200);
        assertThat(hogAnswered).isBetween(45_000, 55_000);
        assertThat(responder.counters.statistics().logDropped()).isPositive();
    }

    @Test
    void whoIsDeniedMayBeToldSo() {
        EndpointPolicy policy = new EndpointPolicy(Optional.empty(), false, true, ServedTime.UTC);
        BareResponder responder = new BareResponder(-23, policy, ServerLinks.none(), ClientLogSettings.DEFAULT);
        responder.access.apply(AccessRule.parse("deny 192.0.2.66"));
        assertThat(isAnswered(responder, HOG, NOW)).isFalse();
        assertThat(responder.outcome()).isEqualTo(Outcome.KISSED);
        assertThat(ReferenceId.text(header.referenceId())).isEqualTo("DENY");
        assertThat(isAnswered(responder, ANNA, NOW)).isTrue();
        assertThat(responder.answer(ByteBuffer.allocate(48), 48, 5_000, NOW, NOW, snapshot, reply)).isZero();
    }

    @Test
    void valuesOutOfRangeAreRefusedWithTheRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(-20, 8, 2, 0))
                .withMessage("interval is -20; it must be -19 to 12");
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(13, 8, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(3, 0, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(3, 256, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(3, 8, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(3, 8, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(3, 8, 2, 5))
                .withMessage("kod is 5; it must be 0 to 4");
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 0", "8000000000, 3", "1024000000000, 10", "62500000, -4", "1, -30", "0, -30"})
    void aMeanIntervalIsReadBackAsTheNearestPowerOfTwo(long nanos, int log2) {
        assertThat(Interval.log2Seconds(Interval.averaged(Interval.UNKNOWN, nanos))).isEqualTo(log2);
        int mean = Interval.of(nanos);
        for (int i = 0; i < 100; i++) {
            mean = Interval.averaged(mean, nanos);
        }
        assertThat(Interval.log2Seconds(mean)).isEqualTo(log2);
    }
}
