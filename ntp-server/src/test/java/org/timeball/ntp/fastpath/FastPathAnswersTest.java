package org.timeball.ntp.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.timeball.linux.bpf.BpfProgram;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.server.BareResponder;
import org.timeball.ntp.server.ClientLogSettings;
import org.timeball.ntp.server.EndpointPolicy;
import org.timeball.ntp.server.RateLimit;
import org.timeball.ntp.server.ServedTime;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;

/// The kernel and the sockets give the same answer to the same request at the same moment, but for the time it leaves.
class FastPathAnswersTest {
    private static final int TRIALS = 2_000;
    private static final int ROOT_DISPERSION = 8;
    private static final int TRANSMIT_TIME = 40;
    /// The kernel rounds up twice where the sockets do once: 2^-32 s may make a unit of 2^-16 s.
    private static final long ROUNDING = 1;

    private FastPathProgram program;

    @BeforeEach
    void load() throws Exception {
        program = TrialProgram.load();
        AccessList everyone = new AccessList();
        everyone.apply(AccessRule.parse("allow"));
        program.access(everyone.rules());
        program.addresses(Set.of(TrialProgram.SERVER));
    }

    @AfterEach
    void unload() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void theyAreEqualInEveryFieldButTheTransmitTime() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            String which = "trial " + trial + " of seed " + seed;
            int precision = -random.nextInt(32);
            // Each trial has a client of its own, which is not limited; but polls are raised.
            RateLimit limit = random.nextBoolean() ? null : new RateLimit(random.nextInt(-19, 13), 255, 1, 0);
            boolean ages = random.nextBoolean();
            TimingSnapshot snapshot = snapshot(random, ages);
            byte[] request = request(random);
            byte[] state = new StateEncoder(123, precision, 0, limit).encode(snapshot,
                    program.readClocks(KernelTimescale.SAME).orElseThrow());
            program.state(state);

            BpfProgram.Run run = program.run(TrialProgram.frame(request, IpAddress.v4(10, 1, trial >> 8, trial)));
            assertThat(run.verdict()).as(which).isEqualTo(TrialProgram.SEND_BACK);
            ByteBuffer kernels = ByteBuffer.wrap(run.frame()).slice(TrialProgram.NTP_AT, HeaderFlyweight.BYTES);
            ByteBuffer sockets = bySocket(request, precision, limit, snapshot,
                    new HeaderFlyweight().wrap(kernels).receiveTime());

            long more = (kernels.getInt(ROOT_DISPERSION) & 0xffff_ffffL)
                    - (sockets.getInt(ROOT_DISPERSION) & 0xffff_ffffL);
            assertThat(more).as("root dispersion, %s", which).isBetween(0L, ages ? ROUNDING : 0);
            kernels.putInt(ROOT_DISPERSION, 0).putLong(TRANSMIT_TIME, 0);
            sockets.putInt(ROOT_DISPERSION, 0).putLong(TRANSMIT_TIME, 0);
            assertThat(bytes(kernels)).as(which).isEqualTo(bytes(sockets));
        }
        assertThat(program.counts().answered()).isEqualTo(TRIALS);
    }

    /// The answer that goes by a socket to a request that came when the kernel took it in.
    private static ByteBuffer bySocket(byte[] request, int precision, RateLimit limit, TimingSnapshot snapshot,
            long receiveTime) {
        EndpointPolicy policy = new EndpointPolicy(Optional.ofNullable(limit), false, false, ServedTime.UTC);
        BareResponder responder = new BareResponder(precision, policy, ServerLinks.none(), ClientLogSettings.DEFAULT);
        long received = NtpTimestamp.toUnixNanos(receiveTime, snapshot.at().nanos());
        ByteBuffer reply = ByteBuffer.allocate(HeaderFlyweight.BYTES);
        int length = responder.answer(ByteBuffer.wrap(request), request.length, 40_000, received, received, snapshot,
                reply);
        assertThat(length).isEqualTo(HeaderFlyweight.BYTES);
        return reply;
    }

    private static TimingSnapshot snapshot(Random random, boolean ages) {
        long now = System.currentTimeMillis() * 1_000_000;
        SystemInstant at = new SystemInstant(now - 1_000_000_000 - random.nextLong(10_000_000_000L));
        return new TimingSnapshot(at, Lock.LOCKED, at, Reason.NONE, LeapIndicator.values()[random.nextInt(3)],
                random.nextInt(1, 16), random.nextInt(), at.minus(Span.ofNanos(random.nextLong(1L << 40))),
                Span.ofNanos(random.nextLong(1L << random.nextInt(1, 40))),
                Math.scalb(random.nextDouble(), -random.nextInt(31)),
                ages ? Math.scalb(random.nextDouble(), -random.nextInt(2, 31)) : 0, Span.ofSeconds(60), 0, 0, 0, 0,
                List.of());
    }

    /// Random bytes in all that a client may choose.
    private static byte[] request(Random random) {
        byte[] request = new byte[HeaderFlyweight.BYTES];
        random.nextBytes(request);
        ByteBuffer.wrap(request).put(0, (byte) (random.nextInt(4) << 6 | random.nextInt(1, 5) << 3 | 3)).putLong(24, 0);
        return request;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }
}
