package org.timeball.daemon.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.DecodeOptions;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;

class DecodeTest {
    private static final LocalDate CAPTURED = LocalDate.of(2026, 11, 20);
    /// 2026-11-20 10:11:12 UTC.
    private static final long TRUE_START = 1_795_169_472_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static List<String> decode(byte[] bytes, LocalDate captured) throws IOException {
        StringWriter out = new StringWriter();
        Decode.decode(new ByteArrayInputStream(bytes), captured, new PrintWriter(out));
        return out.toString().lines().toList();
    }

    private static String line(String body) {
        int sum = body.chars().reduce(0, (a, b) -> a ^ b);
        return "$%s*%02X\r\n".formatted(body, sum);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] simulated(int seconds, String... faults) {
        List<byte[]> chunks = new ArrayList<>();
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.nmea(), FaultPlan.parse(List.of(faults)), 1,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        chunks.add(chunk);
                    }

                    @Override
                    public void pulse(long trueNanos) {
                        // Only what it says is of interest.
                    }

                    @Override
                    public void unplugged() {
                        // Nothing is unplugged here.
                    }

                    @Override
                    public void plugged() {
                        // Nothing is plugged in here.
                    }
                });
        receiver.start(TRUE_START);
        receiver.advance(TRUE_START + seconds * SECOND);
        int length = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return all;
    }

    @Test
    void everySecondOfASimulatedReceiverBecomesOneTpvAndOneSky() throws IOException {
        List<String> lines = decode(simulated(20), CAPTURED);
        List<String> fixes = lines.stream().filter(line -> line.contains("\"time\"") && line.contains("TPV")).toList();
        assertThat(fixes).hasSizeBetween(16, 19).allSatisfy(line -> assertThat(line)
                .contains("\"mode\":3").contains("\"lat\":51.47").contains("\"lon\":-0.00").contains("\"altMSL\":4"));
        for (int i = 0; i < fixes.size(); i++) {
            int second = 14 + i;
            assertThat(fixes.get(i)).contains("\"time\":\"2026-11-20T10:11:%02d.000Z\"".formatted(second));
        }
        assertThat(lines).filteredOn(line -> line.contains("SKY") && line.contains("time")).hasSameSizeAs(fixes)
                .allSatisfy(line -> assertThat(line).containsPattern("\"nSat\":[12]\\d,\"uSat\":[12]?\\d,"));
    }

    @Test
    void aReceiverThatLosesItsFixIsGivenNoTime() throws IOException {
        List<String> lines = decode(simulated(30, "no-fix@10+10"), CAPTURED);
        assertThat(lines).filteredOn(line -> line.contains("\"mode\":1")).hasSizeGreaterThanOrEqualTo(9)
                .noneMatch(line -> line.contains("time"));
        assertThat(lines).filteredOn(line -> line.matches(".*10:11:2[3-9].*")).isEmpty();
        assertThat(lines).filteredOn(line -> line.matches(".*10:11:3[4-9].*")).isNotEmpty();
    }

    @Test
    void aDateOneRolloverBehindIsPutRight() throws IOException {
        List<String> lines = decode(simulated(20, "century@5+15"), CAPTURED);
        assertThat(lines).filteredOn(line -> line.contains("\"time\"")).hasSizeGreaterThan(16)
                .allMatch(line -> line.contains("2026-11-20T"));
    }

    @Test
    void theYearIsTheOneNearestToTheDayOfTheCapture() throws IOException {
        byte[] bytes = ascii(line("GPRMC,101112.000,A,5128.6758,N,00000.0882,W,0.1,,110899,,,A"));
        assertThat(decode(bytes, LocalDate.of(1999, 8, 12))).anyMatch(line -> line.contains("1999-08-11T10:11:12"));
        assertThat(decode(bytes, LocalDate.of(2019, 3, 1))).anyMatch(line -> line.contains("2019-03-27T10:11:12"));
    }

    @Test
    void commentsBeforeTheFirstSentenceAreNotRead() throws IOException {
        String old = line("GPRMC,010101.00,A,5128.6758,N,00000.0882,W,0.1,,201126,,,A");
        String real = line("GPRMC,101112.00,A,5128.6758,N,00000.0882,W,0.1,,201126,,,A");
        List<String> lines = decode(ascii("# A header\n#" + old + "# " + old + real), CAPTURED);
        assertThat(lines).anyMatch(line -> line.contains("T10:11:12")).noneMatch(line -> line.contains("T01:01:01"));
    }

    @Test
    void nothingInMeansNothingOut() throws IOException {
        assertThat(decode(new byte[0], CAPTURED)).isEmpty();
        assertThat(decode(new byte[5000], CAPTURED)).isEmpty();
    }

    @Test
    void bytesThatComeOneByOneSayTheSame() throws IOException {
        byte[] bytes = simulated(6);
        StringWriter out = new StringWriter();
        Decode.decode(new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < bytes.length ? bytes[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (at == bytes.length) {
                    return -1;
                }
                target[offset] = bytes[at++];
                return 1;
            }
        }, CAPTURED, new PrintWriter(out));
        assertThat(out.toString().lines().toList()).isEqualTo(decode(bytes, CAPTURED));
    }

    @Test
    void aFileThatIsNotThereIsSaidSo(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("capture.log");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Decode decode = new Decode(CAPTURED);
        assertThat(decode.run(new DecodeOptions(log.toString(), Optional.empty()), new PrintWriter(out),
                new PrintWriter(err))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains(log.toString()).contains("no such file");
        Files.write(log, simulated(5));
        assertThat(decode.run(new DecodeOptions(log.toString(), Optional.empty()), new PrintWriter(out),
                new PrintWriter(err))).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("TPV");
    }
}
