package org.timeball.ntp.fastpath;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The program in this machine's kernel, and frames to try it on.
final class TrialProgram {
    static final IpAddress SERVER = IpAddress.v4(10, 0, 0, 1);
    static final IpAddress CLIENT = IpAddress.v4(10, 0, 0, 2);
    static final int DROP = 1;
    static final int PASS = 2;
    static final int SEND_BACK = 3;
    /// Where the NTP packet begins in a frame by IPv4.
    static final int NTP_AT = 42;

    private static final int EPERM = 1;
    private static final int ENOENT = 2;

    private TrialProgram() {
    }

    /// Skips the test where it cannot be loaded, and says why.
    static FastPathProgram load() throws WorldException {
        assumeTrue(FastPathProgram.class.getResource("ntp_fastpath.bpf.o") != null,
                "the fast path was not built: clang or libbpf-dev is missing");
        assumeTrue("root".equals(System.getProperty("user.name")), "loading eBPF takes root");
        try {
            return FastPathProgram.load();
        } catch (WorldException e) {
            boolean refused = e.errno() == EPERM || e.errno() == ENOENT;
            assumeTrue(!refused, e.getMessage());
            throw e;
        }
    }

    /// A request by Ethernet, IPv4 and UDP from port 40000.
    ///
    /// @param ntp 48 bytes
    static byte[] frame(byte[] ntp) {
        return frame(ntp, CLIENT);
    }

    /// The same from another client.
    static byte[] frame(byte[] ntp, IpAddress client) {
        ByteBuffer frame = ByteBuffer.allocate(NTP_AT + ntp.length);
        frame.put(new byte[]{2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0});
        frame.putShort((short) 0x4500).putShort((short) (28 + ntp.length)).putInt(0).put((byte) 9).put((byte) 17)
                .putShort((short) 0).putInt(client.v4Bits()).putInt(SERVER.v4Bits());
        frame.putShort((short) 40_000).putShort((short) 123).putShort((short) (8 + ntp.length)).putShort((short) 0);
        frame.put(ntp);
        frame.putShort(24, (short) ~sum(frame, 14, 34, 0));
        frame.putShort(40, (short) ~sum(frame, 34, frame.capacity(), pseudo(client, 8 + ntp.length)));
        return frame.array();
    }

    /// What the pseudo header adds to the UDP checksum of such a frame, or of its answer.
    static long pseudo(IpAddress client, int udpBytes) {
        return 17 + udpBytes + 0x0a00 + 1 + (client.v4Bits() >>> 16) + (client.v4Bits() & 0xffff);
    }

    /// The Internet checksum's sum, folded; 0xffff over data that carries its own sum (RFC 1071).
    static int sum(ByteBuffer data, int from, int to, long start) {
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
