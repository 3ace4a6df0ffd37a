package org.timeball.ntp.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.timeball.linux.bpf.BpfObject;
import org.timeball.linux.bpf.BpfProgram;
import org.timeball.timekeeping.world.WorldException;

class FastPathProgramTest {
    private static final Path OBJECT = Path.of("target/classes/org/timeball/ntp/fastpath/ntp_fastpath.bpf.o");
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ANSWERED = 0;
    private static final int DENIED = 3;
    private static final int DROP = 1;
    private static final int PASS = 2;
    private static final int SEND_BACK = 3;
    private static final int NTP_AT = 42;
    private static final byte[] FIRST = new byte[4];

    private BpfObject object;
    private BpfProgram program;

    @BeforeEach
    void load() throws Exception {
        assumeTrue(Files.exists(OBJECT), "the fast path was not built: clang or libbpf-dev is missing");
        assumeTrue("root".equals(System.getProperty("user.name")), "loading eBPF takes root");
        try {
            object = BpfObject.load(Files.readAllBytes(OBJECT));
        } catch (WorldException e) {
            boolean refused = e.errno() == EPERM || e.errno() == ENOENT;
            assumeTrue(!refused, e.getMessage());
            throw e;
        }
        program = object.program("ntp_fastpath");
        object.map("local_addresses").put(mapped(10, 0, 0, 1), new byte[1]);
        byte[] everyone = new byte[20];
        object.map("access_list").put(everyone, new byte[]{1});
        claim(Long.MAX_VALUE, 0);
    }

    @AfterEach
    void unload() {
        if (object != null) {
            object.close();
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
        assertThat(reply.get(22)).as("TTL").isEqualTo((byte) 64);
        assertThat(sum(reply, 14, 34, 0)).as("IPv4 header's sum").isEqualTo(0xffff);
        long pseudo = 17 + 56 + 0x0a00 + 1 + 0x0a00 + 2;
        assertThat(sum(reply, 34, 90, pseudo)).as("UDP's sum").isEqualTo(0xffff);
        long sent = (reply.getLong(NTP_AT + 40) >>> 32) - 2_208_988_800L;
        assertThat(sent).isCloseTo(System.currentTimeMillis() / 1000, within(1L));
        assertThat(reply.getLong(NTP_AT + 40)).isGreaterThanOrEqualTo(reply.getLong(NTP_AT + 32));
    }

    @Test
    void aDeniedClientGetsNothingAndIsCounted() throws Exception {
        byte[] host = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder()).putInt(128).put(mapped(10, 0, 0, 2))
                .array();
        object.map("access_list").put(host, new byte[]{0});
        assertThat(program.run(request()).verdict()).isEqualTo(DROP);
        assertThat(counted(DENIED)).isEqualTo(1);
        object.map("access_list").remove(host);
        assertThat(program.run(request()).verdict()).isEqualTo(SEND_BACK);
        assertThat(counted(ANSWERED)).isEqualTo(1);
        assertThat(object.map("local_addresses").get(mapped(10, 0, 0, 1))).isPresent();
    }

    private long counted(int what) throws Exception {
        ByteBuffer key = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(what);
        ByteBuffer perCpu = ByteBuffer.wrap(object.perCpuMap("counters").get(key.array()).orElseThrow())
                .order(ByteOrder.nativeOrder());
        long sum = 0;
        while (perCpu.hasRemaining()) {
            sum += perCpu.getLong();
        }
        return sum;
    }

    @Test
    void anAnswerEndsAtTheDeadline() throws Exception {
        claim(1, 0);
        staysAsItWas(request());
    }

    @Test
    void aClockThatWasSteppedGivesNoAnswer() throws Exception {
        claim(Long.MAX_VALUE, 10_000_000);
        staysAsItWas(request());
        claim(Long.MAX_VALUE, -10_000_000);
        staysAsItWas(request());
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

    /// Writes a state whose idea of UTC is wrong by `wrongNanos`.
    private void claim(long deadline, long wrongNanos) throws Exception {
        ByteBuffer clocks = ByteBuffer.wrap(object.program("read_clocks").call(new byte[24]))
                .order(ByteOrder.nativeOrder());
        long taiMinusMono = clocks.getLong(8) - clocks.getLong(16);
        long taiMinusUtc = Math.round((clocks.getLong(8) - System.currentTimeMillis() * 1e6) / 1e9) * 1_000_000_000L;
        ByteBuffer state = ByteBuffer.allocate(96).order(ByteOrder.nativeOrder());
        state.putLong(deadline).putLong(clocks.getLong(0)).putLong(taiMinusMono - taiMinusUtc + wrongNanos)
                .putLong(taiMinusUtc).putLong(1 << 16).putLong(276_000).putLong(0).putLong(0).putLong(0).putInt(0)
                .putInt(0x0053_5047).putInt(-1).put((byte) 0).put((byte) 123).put((byte) 0).put((byte) 1)
                .put((byte) -23).put((byte) 6);
        object.map("states").put(FIRST, state.array());
    }

    private static byte[] request() {
        ByteBuffer frame = ByteBuffer.allocate(90);
        frame.put(new byte[]{2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0});
        frame.putShort((short) 0x4500).putShort((short) 76).putInt(0).put((byte) 9).put((byte) 17).putShort((short) 0)
                .put(new byte[]{10, 0, 0, 2, 10, 0, 0, 1});
        frame.putShort((short) 40_000).putShort((short) 123).putShort((short) 56).putShort((short) 0);
        frame.put((byte) 0x23);
        frame.putLong(NTP_AT + 40, 0x0123_4567_89ab_cdefL);
        frame.putShort(24, (short) ~sum(frame, 14, 34, 0));
        frame.putShort(40, (short) ~sum(frame, 34, 90, 17 + 56 + 0x0a00 + 1 + 0x0a00 + 2));
        return frame.array();
    }

    private static byte[] mapped(int a, int b, int c, int d) {
        return new byte[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d};
    }

    /// The Internet checksum's sum, folded; 0xffff over data that carries its own sum (RFC 1071).
    private static int sum(ByteBuffer data, int from, int to, long start) {
        long sum = start;
        for (int i = from; i < to; i += 2) {
            sum += data.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) sum;
    }
}
