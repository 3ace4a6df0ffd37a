package org.timeball.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Readers here block in the kernel: a line that says nothing fails by time.
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class PseudoTerminalTest {
    private static final byte[] SENTENCE = "$GPZDA,120000.00,20,11,2026,00,00*66\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatTheLineSaysReachesTheReaderByteForByte() throws Exception {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        try (PseudoTerminal line = PseudoTerminal.open();
                FileInputStream reader = new FileInputStream(line.slavePath())) {
            line.write(every);
            assertThat(reader.readNBytes(256)).isEqualTo(every);
        }
    }

    @Test
    void whatTheOtherSideWritesIsReadAndNotEchoed() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open();
                RandomAccessFile other = new RandomAccessFile(line.slavePath(), "rw")) {
            assertThat(line.read()).isEmpty();
            other.write(SENTENCE);
            assertThat(awaitBytes(line, SENTENCE.length)).isEqualTo(SENTENCE);
            line.write(SENTENCE);
            assertThat(other.read()).isEqualTo('$');
            assertThat(line.read()).isEmpty();
        }
    }

    /// The kernel carries bytes across a moment after the write.
    private static byte[] awaitBytes(PseudoTerminal line, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < count) {
            bytes.writeBytes(line.read());
            Thread.onSpinWait();
        }
        return bytes.toByteArray();
    }

    @Test
    void aLineWithoutAReaderIsNoTroubleAndKeepsNothingForTheNext() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            assertThat(line.hasReader()).isFalse();
            line.write(SENTENCE);
            assertThat(line.read()).isEmpty();
            new FileInputStream(line.slavePath()).close();
            assertThat(line.read()).isEmpty();
            line.write(SENTENCE);
            try (FileInputStream reader = new FileInputStream(line.slavePath())) {
                assertThat(line.hasReader()).isTrue();
                assertThat(reader.available()).isZero();
                line.write(new byte[]{'x'});
                assertThat(reader.read()).isEqualTo('x');
            }
        }
    }

    @Test
    void theLineStaysRawForEveryReader() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            for (int i = 0; i < 3; i++) {
                try (FileInputStream reader = new FileInputStream(line.slavePath())) {
                    line.write(new byte[]{3, 4, '\r', 'a'});
                    assertThat(reader.readNBytes(4)).containsExactly(3, 4, '\r', 'a');
                }
            }
        }
    }

    @Test
    void aHangUpEndsTheReadersRead() throws Exception {
        PseudoTerminal line = PseudoTerminal.open();
        try (FileInputStream reader = new FileInputStream(line.slavePath())) {
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> endsReading(reader));
            line.write(SENTENCE);
            line.close();
            assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
        }
        line.write(SENTENCE);
        assertThat(line.read()).isEmpty();
        assertThat(line.hasReader()).isFalse();
    }

    /// Whether reading comes to an end: by end of file or, as a hang-up may look, by EIO.
    private static boolean endsReading(FileInputStream reader) {
        try {
            while (reader.read() >= 0) {
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aReaderThatDrainsNothingLosesWhatDoesNotFit() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open();
                FileInputStream reader = new FileInputStream(line.slavePath())) {
            byte[] megabyte = new byte[1 << 20];
            line.write(megabyte);
            assertThat(reader.read()).isZero();
            assertThat(reader.available()).isLessThan(megabyte.length - 1);
        }
    }

    @Test
    void manyLinesCanBeOpenAtOnce() throws Exception {
        try (PseudoTerminal one = PseudoTerminal.open(); PseudoTerminal two = PseudoTerminal.open()) {
            assertThat(one.slavePath()).startsWith("/dev/pts/").isNotEqualTo(two.slavePath());
            try (FileOutputStream other = new FileOutputStream(two.slavePath())) {
                other.write(7);
                assertThat(awaitBytes(two, 1)).containsExactly(7);
                assertThat(one.read()).isEmpty();
            }
        }
    }
}
