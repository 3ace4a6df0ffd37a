package org.timeball.daemon.leap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.control.VirtualClockWorld;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.observation.Observation;

class LeapFilesTest {
    private static final String PATH = "/usr/share/zoneinfo/leap-seconds.list";
    /// The first, the 1990s' last and the newest lines of a list, with the SHA-1 of their digits.
    private static final String LIST = """
            #	A comment.
            #$	 3929093563
            #@	3991593600
            2272060800	10	# 1 Jan 1972
            3124137600	32	# 1 Jan 1999
            3692217600	37	# 1 Jan 2017
            #h	%s
            """;
    private static final String HASH = "6ad3c5e4 1ddb9b8f c0ffee0 12345678 1";
    private static final String GOOD_HASH = "346dc1f2 3469aae0 698fa927 17cd91c3 bad28def";
    private static final LeapTable TABLE = new LeapTable(List.of(new LeapTable.Entry(63_072_000L, 10),
            new LeapTable.Entry(915_148_800L, 32), new LeapTable.Entry(1_483_228_800L, 37)), 1_782_604_800L);

    private final List<Observation> observed = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void aListIsReadWithItsExpiry() throws Exception {
        assertThat(LeapList.parse("list", LIST.replace("#h\t%s\n", ""))).isEqualTo(TABLE);
    }

    @Test
    void aListWhoseHashDoesNotFitIsRefused() {
        assertThatExceptionOfType(LeapFileException.class)
                .isThrownBy(() -> LeapList.parse("list", LIST.formatted(HASH)))
                .withMessageStartingWith("list: its content does not fit its hash");
    }

    @Test
    void aListWhoseHashFitsIsBelievedAlsoWithoutLeadingZeros() throws Exception {
        assertThat(LeapList.parse("list", LIST.formatted(GOOD_HASH))).isEqualTo(TABLE);
    }

    @Test
    void whatIsNoListIsRefusedWithItsLine() {
        for (String text : List.of("12 x\n", "1 2 3\n", "hello\n", "3692217600 37\n2272060800 10\n")) {
            assertThatExceptionOfType(LeapFileException.class).isThrownBy(() -> LeapList.parse("list", text))
                    .withMessageStartingWith("list:");
        }
        assertThatExceptionOfType(LeapFileException.class).isThrownBy(() -> LeapList.parse("list", ""))
                .withMessageContaining("no leap seconds");
    }

    @Test
    void aZoneThatCountsLeapSecondsIsReadInBothWidths() throws Exception {
        LeapTable three = new LeapTable(List.of(new LeapTable.Entry(63_072_000L, 10),
                new LeapTable.Entry(78_796_800L, 11), new LeapTable.Entry(94_694_400L, 12),
                new LeapTable.Entry(126_230_400L, 11)), Long.MAX_VALUE);
        assertThat(ZoneLeaps.parse("zone", zone('2'))).isEqualTo(three);
        assertThat(ZoneLeaps.parse("zone", zone('\0'))).isEqualTo(three);
    }

    @Test
    void aDamagedZoneIsRefusedWhereverItIsCut() {
        byte[] whole = zone('2');
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(LeapFileException.class).as("%d bytes", length)
                    .isThrownBy(() -> ZoneLeaps.parse("zone", cut)).withMessageStartingWith("zone: it ");
        }
    }

    /// Two seconds inserted, one deleted at the end of 1973.
    private static byte[] zone(char version) {
        ByteBuffer out = ByteBuffer.allocate(300);
        block(out, version, Integer.BYTES);
        if (version != '\0') {
            block(out, version, Long.BYTES);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void block(ByteBuffer out, char version, int width) {
        out.put("TZif".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put(new byte[15]);
        out.putInt(0).putInt(0).putInt(3).putInt(0).putInt(1).putInt(4);
        out.put(new byte[6]).put("UTC\0".getBytes(StandardCharsets.US_ASCII));
        long[][] leaps = {{78_796_800L, 1}, {94_694_401L, 2}, {126_230_401L, 1}};
        for (long[] leap : leaps) {
            if (width == Long.BYTES) {
                out.putLong(leap[0]);
            } else {
                out.putInt((int) leap[0]);
            }
            out.putInt((int) leap[1]);
        }
    }

    @Test
    void aListIsReadAgainTwiceADayAndTellsWhenItChanges() throws Exception {
        VirtualClockWorld box = VirtualClockWorld.open();
        LeapFiles files = new LeapFiles(box.world(), PATH, false, observed::add, warnings::add);
        files.start();
        box.pass(4 * 43_200);
        assertThat(observed).isEmpty();
        assertThat(warnings).singleElement().asString().contains(PATH + ": there is no such file");
        box.file(PATH, LIST.formatted(GOOD_HASH));
        box.pass(4 * 43_200);
        assertThat(observed).singleElement().isInstanceOfSatisfying(Observation.LeapSeconds.class,
                read -> assertThat(read.table()).isEqualTo(TABLE));
        box.file(PATH, "nonsense");
        box.pass(4 * 43_200);
        assertThat(warnings).hasSize(2);
        assertThat(observed).hasSize(1);
    }
}
