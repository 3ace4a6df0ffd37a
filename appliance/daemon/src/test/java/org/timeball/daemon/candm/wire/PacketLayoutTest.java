package org.timeball.daemon.candm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Query.Layout;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.daemon.candm.Status;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Fields lie where chrony's structures have them; offsets are those of the compiler, counted from the packet's start.
class PacketLayoutTest {
    private static final RequestHeader REQUEST = new RequestHeader(6, 1, 0, 0x1234, 2, 0xdeadbeef);
    private static final long SECONDS = 1_795_654_923L;

    private final FakeBox box = new FakeBox();

    private static ByteBuffer reply(Report report, int length) {
        return reply(report, length, Layout.CURRENT);
    }

    private static ByteBuffer reply(Report report, int length, Layout layout) {
        byte[] packet = ReplyWriter.write(REQUEST, report, layout);
        assertThat(packet).hasSize(length);
        return ByteBuffer.wrap(packet);
    }

    private static double real(ByteBuffer packet, int at) {
        return WireFloat.decode(packet.getInt(at));
    }

    private static void assertReal(ByteBuffer packet, int at, double value) {
        assertThat(packet.getInt(at)).as("float at %d, which is %s", at, real(packet, at))
                .isEqualTo(WireFloat.encode(value));
    }

    @Test
    void aReplyWithoutBodyIsItsHeader() {
        assertThat(ReplyWriter.write(REQUEST, Status.BAD_LENGTH)).isEqualTo(bytes("06 02 00 00 1234 0001 0013"
                + "0000 0000 0000 deadbeef 00000000 00000000"));
    }

    @Test
    void aRequestBeginsWithItsHeaderAndIsPaddedWithZeros() {
        assertThat(RequestWriter.write(new Instruction.MakeStep(), 2, 0xdeadbeef))
                .isEqualTo(bytes("06 01 00 00 002b 0002 deadbeef 00000000 00000000 0000000000000000"));
    }

    @Test
    void tracking() {
        ByteBuffer packet = reply(box.tracking(), 104);
        assertThat(packet.getShort(6)).isEqualTo((short) 5);
        assertThat(packet.getInt(28)).isEqualTo(0x50505300);
        assertThat(packet.getLong(32) | packet.getLong(40) | packet.getInt(48)).isZero();
        assertThat(packet.getShort(52)).isEqualTo((short) 1);
        assertThat(packet.getShort(54)).isEqualTo((short) 1);
        assertThat(packet.getInt(56)).isZero();
        assertThat(packet.getInt(60)).isEqualTo((int) SECONDS);
        assertThat(packet.getInt(64)).isEqualTo(250_000_000);
        assertReal(packet, 68, 0.000000123);
        assertReal(packet, 72, -0.000000311);
        assertReal(packet, 76, 0.000000222);
        assertReal(packet, 80, -12.345);
        assertReal(packet, 84, 0.001);
        assertReal(packet, 88, 0.023);
        assertReal(packet, 92, 0.000000001);
        assertReal(packet, 96, 0.000012345);
        assertReal(packet, 100, 16.2);
    }

    @Test
    void sources() {
        ByteBuffer refclock = reply(box.source(0), 76);
        assertThat(refclock.getInt(28)).isEqualTo(FakeBox.PPS);
        assertThat(refclock.getShort(44)).as("family").isEqualTo((short) 1);
        assertThat(refclock.getShort(54)).as("mode").isEqualTo((short) 2);
        ByteBuffer packet = reply(box.source(1), 76);
        assertThat(packet.getInt(28)).isEqualTo(0xc0000201);
        assertThat(packet.getShort(44)).isEqualTo((short) 1);
        assertThat(packet.getShort(48)).as("poll").isEqualTo((short) 6);
        assertThat(packet.getShort(50)).as("stratum").isEqualTo((short) 2);
        assertThat(packet.getShort(52)).as("state").isEqualTo((short) 4);
        assertThat(packet.getShort(54)).as("mode").isZero();
        assertThat(packet.getShort(56)).as("flags").isZero();
        assertThat(packet.getShort(58)).as("reach").isEqualTo((short) 0377);
        assertThat(packet.getInt(60)).isEqualTo(11);
        assertReal(packet, 64, 0.000083 * 1.5);
        assertReal(packet, 68, 0.000083);
        assertReal(packet, 72, 0.0021);
        ByteBuffer six = reply(box.source(2), 76);
        assertThat(six.getLong(28)).isEqualTo(0x2001_0db8_0000_0000L);
        assertThat(six.getLong(36)).isEqualTo(2);
        assertThat(six.getShort(44)).isEqualTo((short) 2);
        ByteBuffer unresolved = reply(box.source(3), 76);
        assertThat(unresolved.getInt(28)).isEqualTo(1);
        assertThat(unresolved.getShort(44)).isEqualTo((short) 3);
        assertThat(unresolved.getInt(60)).isEqualTo(-1);
    }

    @Test
    void sourceStatistics() {
        ByteBuffer refclock = reply(box.sourceStats(0), 84);
        assertThat(refclock.getInt(28)).isEqualTo(FakeBox.PPS);
        assertThat(refclock.getShort(48)).as("family").isZero();
        ByteBuffer packet = reply(box.sourceStats(1), 84);
        assertThat(packet.getInt(32)).isEqualTo(0xc0000201);
        assertThat(packet.getInt(52)).isEqualTo(12);
        assertThat(packet.getInt(56)).isEqualTo(7);
        assertThat(packet.getInt(60)).isEqualTo(176);
        assertReal(packet, 64, 0.0021 / 4);
        assertReal(packet, 68, -0.012);
        assertReal(packet, 72, 0.125);
        assertReal(packet, 76, 0.000083);
        assertReal(packet, 80, 0.0021);
    }

    @Test
    void selectionData() {
        box.named("ntp1.example.net").flags = new SelectionFlags(true, true, false, true);
        ByteBuffer packet = reply(box.select(1), 76);
        assertThat(packet.getInt(28)).isEqualTo(0xc0000201);
        assertThat(packet.getInt(32)).isEqualTo(0xc0000201);
        assertThat(packet.get(52)).isEqualTo((byte) '+');
        assertThat(packet.get(53)).isEqualTo((byte) 1);
        assertThat(packet.getShort(54)).as("leap, padding").isZero();
        assertThat(packet.getShort(56)).isEqualTo((short) 11);
        assertThat(packet.getShort(58)).isEqualTo((short) 11);
        assertThat(packet.getInt(60)).isEqualTo(11);
        assertReal(packet, 64, 1);
        assertReal(packet, 68, 0.000083 - 0.0021);
        assertReal(packet, 72, 0.000083 + 0.0021);
    }

    @Test
    void ntpData() {
        ByteBuffer packet = reply(ntpReport(), 172);
        assertThat(packet.getShort(6)).isEqualTo((short) 26);
        assertNtpFields(packet);
        for (int i = 0; i < 8; i++) {
            assertThat(packet.getInt(124 + 4 * i)).isEqualTo(101 - i);
        }
        assertThat(packet.getLong(156) & packet.getLong(164)).isEqualTo(-1);
    }

    @Test
    void ntpDataForClientsBefore46() {
        ByteBuffer packet = reply(ntpReport(), 152, Layout.OLD);
        assertThat(packet.getShort(6)).isEqualTo((short) 16);
        assertNtpFields(packet);
        for (int i = 0; i < 4; i++) {
            assertThat(packet.getInt(124 + 4 * i)).isEqualTo(101 - i);
        }
        assertThat(packet.getInt(140) & packet.getInt(144) & packet.getInt(148)).isEqualTo(-1);
    }

    private NtpDataReport ntpReport() {
        return box.ntpData(new SourceAddress.Ip(FakeBox.FIRST)).orElseThrow();
    }

    private static void assertNtpFields(ByteBuffer packet) {
        assertThat(packet.getInt(28)).isEqualTo(0xc0000201);
        assertThat(packet.getInt(48)).isEqualTo(0xc0000263);
        assertThat(packet.getShort(68)).isEqualTo((short) 123);
        assertThat(packet.getLong(70)).as("leap, version, mode, stratum, poll, precision")
                .isEqualTo(0x00040402_06e8_0000L | WireFloat.encode(0.25) >>> 16);
        assertReal(packet, 76, 0.25);
        assertReal(packet, 80, 0.5);
        assertThat(packet.getInt(84)).isEqualTo(0x47505300);
        assertThat(packet.getInt(92)).isEqualTo(1_700_000_000);
        assertThat(packet.getInt(96)).isEqualTo(123_456_789);
        assertReal(packet, 100, -0.000083 * 1.5);
        assertReal(packet, 104, 0.000123);
        assertReal(packet, 108, 0.0000042);
        assertReal(packet, 112, 0.000031);
        assertReal(packet, 116, -0.25);
        assertThat(packet.getShort(120)).isEqualTo((short) (0x4000 | 0x3fe));
        assertThat(packet.getShort(122)).isEqualTo((short) ('K' << 8 | 'H'));
    }

    @Test
    void serverStatisticsOfThreeGenerations() {
        long[] order = {10_000_000_001L, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 13, 16, 14, 17};
        ByteBuffer packet = reply(box.serverStats(), 196);
        for (int i = 0; i < order.length; i++) {
            assertThat(packet.getLong(28 + 8 * i)).as("counter %d", i).isEqualTo(order[i]);
        }
        for (int at = 164; at < 196; at += 8) {
            assertThat(packet.getLong(at)).isEqualTo(-1);
        }
        ByteBuffer old = reply(box.serverStats(), 72, Layout.OLD);
        ByteBuffer oldest = reply(box.serverStats(), 60, Layout.OLDEST);
        for (int i = 0; i < 11; i++) {
            assertThat(old.getInt(28 + 4 * i)).isEqualTo((int) order[i]);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(oldest.getInt(28 + 4 * i)).isEqualTo((int) order[i]);
        }
        assertThat(old.getShort(6)).isEqualTo((short) 24);
        assertThat(oldest.getShort(6)).isEqualTo((short) 22);
    }

    @Test
    void clients() {
        ByteBuffer packet = reply(new ClientPage(1000, 70, box.clients), 520);
        assertThat(packet.getInt(28)).isEqualTo(1000);
        assertThat(packet.getInt(32)).isEqualTo(70);
        assertThat(packet.getInt(36)).isEqualTo(2);
        assertThat(packet.getInt(40)).isEqualTo(0xc6336407);
        int[] counters = {1234, 3, 0, 5, 1, 0};
        for (int i = 0; i < counters.length; i++) {
            assertThat(packet.getInt(60 + 4 * i)).as("counter %d", i).isEqualTo(counters[i]);
        }
        assertThat(packet.getInt(84)).isEqualTo(0x04097f7f);
        assertThat(packet.getInt(88)).isEqualTo(12);
        assertThat(packet.getInt(92)).isEqualTo(300);
        assertThat(packet.getInt(96)).isEqualTo(-1);
        assertThat(packet.getShort(100 + 16)).as("family of the second").isEqualTo((short) 2);
        assertThat(packet.getInt(100 + 44)).isEqualTo(0x7f7ffd7f);
        assertThat(packet.slice(160, 360)).as("places that are not used").isEqualTo(ByteBuffer.allocate(360));
    }

    @Test
    void smallReports() {
        ByteBuffer activity = reply(box.activity(), 48);
        assertThat(activity.getInt(28)).isEqualTo(2);
        assertThat(activity.getInt(44)).isEqualTo(1);
        ByteBuffer rtc = reply(box.rtc().orElseThrow(), 56);
        assertThat(rtc.getInt(32)).isEqualTo((int) SECONDS);
        assertThat(rtc.getInt(40)).isEqualTo(10 << 16 | 5);
        assertThat(rtc.getInt(44)).isEqualTo(600);
        assertReal(rtc, 48, 2.5);
        assertReal(rtc, 52, -1.75);
        ByteBuffer smoothing = reply(box.smoothing().orElseThrow(), 52);
        assertThat(smoothing.getInt(28)).isEqualTo(1);
        assertReal(smoothing, 32, 1.000268817);
        assertReal(smoothing, 36, -0.142859);
        assertReal(smoothing, 40, -0.01);
        assertReal(smoothing, 44, 17.8);
        assertReal(smoothing, 48, 19988.4);
        ByteBuffer auth = reply(box.auth(new SourceAddress.Ip(FakeBox.SECOND)).orElseThrow(), 52);
        assertThat(auth.getInt(28)).as("mode, type").isEqualTo(2 << 16 | 15);
        assertThat(auth.getInt(32)).isEqualTo(2);
        assertThat(auth.getInt(36)).as("length, attempts").isEqualTo(256 << 16);
        assertThat(auth.getInt(40)).isEqualTo(4000);
        assertThat(auth.getInt(44)).as("cookies, their length").isEqualTo(8 << 16 | 100);
        assertThat(auth.getInt(48)).as("NAK").isZero();
    }

    @Test
    void manualSamples() {
        ManualSampleReport sample = new ManualSampleReport(FakeBox.NOW, 1, 2, 3);
        ByteBuffer packet = reply(new ManualReport(List.of(sample, sample)), 416);
        assertThat(packet.getInt(28)).isEqualTo(2);
        assertThat(packet.getInt(32 + 24 + 4)).isEqualTo((int) SECONDS);
        assertReal(packet, 32 + 24 + 12, 1);
        assertReal(packet, 32 + 24 + 16, 2);
        assertReal(packet, 32 + 24 + 20, 3);
        assertThat(packet.getInt(80)).isZero();
    }

    @Test
    void aSourceToBeAdded() {
        NewSource source = new NewSource(NewSource.Type.POOL, "pool.example.net", 1123,
                new NewSource.Polling(3, 4, 5, 6, 7, 8, 9),
                new NewSource.Limits(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20),
                new NewSource.Authentication(21, 22, 23), Set.of(NewSource.Flag.IBURST, NewSource.Flag.IPV6));
        ByteBuffer packet = ByteBuffer.wrap(RequestWriter.write(new Instruction.AddSource(source), 0, 1));
        assertThat(packet.capacity()).isEqualTo(372);
        assertThat(packet.getInt(20)).isEqualTo(3);
        byte[] name = new byte[16];
        packet.get(24, name);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("pool.example.net");
        assertThat(packet.get(40)).isZero();
        int[] whole = {1123, 3, 4, 5, 10, 6, 7, 8, 11, 12, 21, 22};
        for (int i = 0; i < whole.length; i++) {
            assertThat(packet.getInt(280 + 4 * i)).as("number %d", i).isEqualTo(whole[i]);
        }
        double[] real = {14, 15, 16, 18, 19, 20};
        for (int i = 0; i < real.length; i++) {
            assertReal(packet, 328 + 4 * i, real[i]);
        }
        assertThat(packet.getInt(352)).isEqualTo(0x4004);
        assertThat(packet.getInt(356)).isEqualTo(13);
        assertThat(packet.getInt(360)).isEqualTo(23);
        assertReal(packet, 364, 17);
        assertThat(packet.getInt(368)).isEqualTo(9);
    }

    @Test
    void ordersWithFields() {
        SourceAddress first = new SourceAddress.Ip(FakeBox.FIRST);
        ByteBuffer burst = request(new Instruction.Burst(3, 5, new SourceSet.Subnet(IpAddress.v4(10, 1, 2, 3),
                IpAddress.v4(255, 255, 0, 0))));
        assertThat(burst.getInt(20)).isEqualTo(0xffff0000);
        assertThat(burst.getInt(40)).isEqualTo(0x0a010000);
        assertThat(burst.getInt(60)).isEqualTo(3);
        assertThat(burst.getInt(64)).isEqualTo(5);
        ByteBuffer step = request(new Instruction.StepPolicy(-1, 0.1));
        assertThat(step.getInt(20)).isEqualTo(-1);
        assertReal(step, 24, 0.1);
        ByteBuffer local = request(new Instruction.LocalOn(9, 0.5, true, 1, 2, 3));
        assertThat(local.getInt(20)).isEqualTo(1);
        assertThat(local.getInt(24)).isEqualTo(9);
        assertReal(local, 28, 0.5);
        assertThat(local.getInt(32)).isEqualTo(1);
        assertReal(local, 36, 1);
        assertReal(local, 40, 2);
        assertReal(local, 44, 3);
        ByteBuffer options = request(new Instruction.ModifySelection(new SourceAddress.Refclock(FakeBox.PPS),
                new SelectionFlags(false, true, true, true), new SelectionFlags(false, true, false, true)));
        assertThat(options.getShort(36)).as("family").isZero();
        assertThat(options.getInt(40)).isEqualTo(FakeBox.PPS);
        assertThat(options.getInt(44)).isEqualTo(0x68);
        assertThat(options.getInt(48)).isEqualTo(0x48);
        ByteBuffer offset = request(new Instruction.ModifyOffset(first, 0.25));
        assertThat(offset.getInt(20)).isEqualTo(0xc0000201);
        assertReal(offset, 44, 0.25);
        ByteBuffer poll = request(new Instruction.ModifySource(first, new Instruction.Change.MinPoll(-2)));
        assertThat(poll.getInt(40)).isEqualTo(-2);
        ByteBuffer time = request(new Instruction.SetTime(new SystemInstant(-1)));
        assertThat(time.getInt(20)).isEqualTo(-1);
        assertThat(time.getInt(24)).isEqualTo(-1);
        assertThat(time.getInt(28)).isEqualTo(999_999_999);
    }

    private static ByteBuffer request(Instruction order) {
        return ByteBuffer.wrap(RequestWriter.write(order, 0, 1));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
