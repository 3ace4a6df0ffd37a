package org.timeball.ntp.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.timeball.ntp.fastpath.TrialProgram.DROP;
import static org.timeball.ntp.fastpath.TrialProgram.NTP_AT;
import static org.timeball.ntp.fastpath.TrialProgram.PASS;
import static org.timeball.ntp.fastpath.TrialProgram.SEND_BACK;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.timeball.linux.bpf.BpfProgram;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.server.RateLimit;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;

class FastPathProgramTest {
    private static final int EXPEDITED_FORWARDING = 46;

    private final AccessList access = new AccessList();
    private FastPathProgram program;

    @BeforeEach
    void load() throws Exception {
        program = TrialProgram.load();
        program.addresses(Set.of(TrialProgram.SERVER));
        allow("allow");
        claim(0, 0);
    }

    @AfterEach
    void unload() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void aPlainRequestIsAnsweredInPlace() throws Exception {
        BpfProgram.Run run = program.run(request());
        assertThat(run.verdict()).isEqualTo(SEND_BACK);
        ByteBuffer reply = ByteBuffer.wrap(run.frame());
        assertThat(reply.get(NTP_AT)).as("leap 0, version 4, mode 4").isEqualTo((byte) 0x24);
        assertThat(reply.get(NTP_AT + 1)).as("stratum").isEqualTo((byte) 1);
        assertThat(reply.getLong(NTP_AT + 24)).as("origin").isEqualTo(0x0123_4567_89ab_cdefL);
        assertThat(reply.get(15)).as("DSCP").isEqualTo((byte) (EXPEDITED_FORWARDING << 2));
        assertThat(reply.get(22)).as("TTL").isEqualTo((byte) 64);
        assertThat(TrialProgram.sum(reply, 14, 34, 0)).as("IPv4 header's sum").isEqualTo(0xffff);
        assertThat(TrialProgram.sum(reply, 34, 90, TrialProgram.pseudo(TrialProgram.CLIENT, 56))).as("UDP's sum")
                .isEqualTo(0xffff);
        long sent = (reply.getLong(NTP_AT + 40) >>> 32) - 2_208_988_800L;
        assertThat(sent).isCloseTo(System.currentTimeMillis() / 1000, within(1L));
        assertThat(reply.getLong(NTP_AT + 40)).isGreaterThanOrEqualTo(reply.getLong(NTP_AT + 32));
    }

    @Test
    void aDeniedClientGetsNothingAndIsCounted() throws Exception {
        allow("deny 10.0.0.2");
        assertThat(program.run(request()).verdict()).isEqualTo(DROP);
        assertThat(program.counts().denied()).isEqualTo(1);
        allow("allow all");
        assertThat(program.run(request()).verdict()).isEqualTo(SEND_BACK);
        assertThat(program.counts().answered()).isEqualTo(1);
    }

    @Test
    void aRequestToAnAddressThatWasRemovedGoesUp() throws Exception {
        program.addresses(Set.of(TrialProgram.CLIENT));
        staysAsItWas(request());
        assertThat(program.counts().passedUp()).isEqualTo(1);
    }

    @Test
    void aClientBeyondItsRateGetsOneAnswerInFour() throws Exception {
        program.state(new StateEncoder(123, -23, 0, new RateLimit(3, 8, 2, 0)).encode(snapshot(0), clocks()));
        int answered = 0;
        for (int i = 0; i < 1000; i++) {
            answered += program.run(request()).verdict() == SEND_BACK ? 1 : 0;
        }
        // 8 at once, a quarter of 992 beyond: 256 with a standard deviation of 14, so that six of them miss by chance
        // once in 10^9 runs.
        assertThat(answered).isBetween(256 - 84, 256 + 84);
        assertThat(program.counts().limited()).isEqualTo(1000 - answered);
    }

    @Test
    void aSilentStateEndsTheAnswersAndIsCounted() throws Exception {
        program.state(new StateEncoder(123, -23, 0, null).silent());
        staysAsItWas(request());
        assertThat(program.counts().stale()).isEqualTo(1);
    }

    @Test
    void anAnswerEndsAtTheDeadline() throws Exception {
        claim(0, -StateEncoder.LIFE_NANOS);
        staysAsItWas(request());
        assertThat(program.counts().stale()).isEqualTo(1);
    }

    @Test
    void aClockThatWasSteppedGivesNoAnswer() throws Exception {
        claim(10_000_000, 0);
        staysAsItWas(request());
        claim(-10_000_000, 0);
        staysAsItWas(request());
        assertThat(program.counts().stepped()).isEqualTo(2);
    }

    @Test
    void whateverIsNotPlainGoesUpUntouched() throws Exception {
        int[][] changes = {{0, 1}, {12, 0x86}, {14, 0x46}, {17, 77}, {20, 0x20}, {21, 1}, {23, 6}, {26, 127}, {26, 224},
                {33, 9}, {37, 124}, {39, 57}, {NTP_AT, 0x24}, {NTP_AT, 0x03}, {NTP_AT, 0x2b}, {NTP_AT + 31, 1}};
        for (int[] change : changes) {
            byte[] frame = request();
            frame[change[0]] = (byte) change[1];
            staysAsItWas(frame);
        }
        for (int length = 14; length < 90; length++) {
            staysAsItWas(Arrays.copyOf(request(), length));
        }
    }

    private void staysAsItWas(byte[] frame) throws Exception {
        BpfProgram.Run run = program.run(frame);
        assertThat(run.verdict()).isEqualTo(PASS);
        assertThat(run.frame()).isEqualTo(frame);
    }

    private void allow(String rule) throws Exception {
        access.apply(AccessRule.parse(rule));
        program.access(access.rules());
    }

    /// Writes a state whose idea of UTC is wrong, or that was written at another time.
    private void claim(long wrongNanos, long laterNanos) throws Exception {
        ClockReading right = clocks();
        ClockReading said = new ClockReading(right.monotonicNanos() + laterNanos,
                right.utcMinusMonotonicNanos() + wrongNanos, right.taiMinusUtcNanos(), 0);
        program.state(new StateEncoder(123, -23, EXPEDITED_FORWARDING, null).encode(snapshot(laterNanos), said));
    }

    private ClockReading clocks() throws Exception {
        return program.readClocks(KernelTimescale.SAME).orElseThrow();
    }

    private static TimingSnapshot snapshot(long laterNanos) {
        SystemInstant at = new SystemInstant(System.currentTimeMillis() * 1_000_000 + laterNanos - 1_000_000_000);
        return new TimingSnapshot(at, TimingSnapshot.Lock.LOCKED, at, Reason.NONE, LeapIndicator.NONE, 1, 0x4750_5300,
                at, Span.ZERO, 1e-6, 1e-6, Span.ofSeconds(10), 0, 0, 0, 0, List.of());
    }

    private static byte[] request() {
        return TrialProgram.frame(
                ByteBuffer.allocate(48).put((byte) 0x23).putLong(40, 0x0123_4567_89ab_cdefL).array());
    }
}
