package org.timeball.daemon.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.time.LeapIndicator;

/// The samples of one source as they survive a restart: a text of four lines and one for each sample.
///
/// ```
/// timeball samples 1
/// 192.168.123.1 0
/// 377 N
/// 1262304200000000000 -1.000000000e-04
/// 64.012345678 1.234567890e-05 2.0e-04 1.0e-07 0.0e+00 1.5e-05 1 7f7f0101
/// ```
///
/// The lines say: what this is; which source, and whether it was authenticated; its reach register (octal) and leap;
/// the clock's reading in nanoseconds since 1970 and the rate correction in force. A sample's line has its age by the
/// free-running clock, the offset (clock minus source) as if the clock had always run on from that reading with its
/// oscillator's own rate, delay, dispersion, root delay, root dispersion, all in seconds, stratum and reference.
///
/// @param source see [#nameOf]
/// @param register the last eight polls
/// @param clockNanos the system clock's reading when it was written
/// @param rate the rate correction then, s/s
/// @param samples oldest first
record DumpFile(String source, boolean authenticated, int register, LeapIndicator leap, long clockNanos, double rate,
        List<Sample> samples) {
    private static final String TITLE = "timeball samples 1";
    private static final int HEADER = 4;
    private static final String LEAPS = "N+-?";

    /// @param ageSeconds on the free-running clock
    record Sample(double ageSeconds, double offsetSeconds, double delaySeconds, double dispersionSeconds,
            double rootDelaySeconds, double rootDispersionSeconds, int stratum, int refid) {
    }

    DumpFile {
        samples = List.copyOf(samples);
    }

    /// What a source's file is called, without its ending: its address, or its reference identifier in hexadecimal.
    static String nameOf(SourceSettings source) {
        return source.address().map(Object::toString).orElseGet(() -> "refid:%08x".formatted(source.refid()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s%n%s %d%n%o %s%n%d %.9e%n".formatted(TITLE, source, authenticated ? 1 : 0, register,
                LEAPS.charAt(leap.ordinal()), clockNanos, rate));
        for (Sample s : samples) {
            text.append(String.format(Locale.ROOT, "%.9f %.12e %.6e %.6e %.6e %.6e %d %08x%n", s.ageSeconds,
                    s.offsetSeconds, s.delaySeconds, s.dispersionSeconds, s.rootDelaySeconds,
                    s.rootDispersionSeconds, s.stratum, s.refid));
        }
        return text.toString();
    }

    /// Empty if the text is not one, or damaged.
    static Optional<DumpFile> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < HEADER || !text.endsWith("\n") || !lines.getFirst().equals(TITLE)) {
            return Optional.empty();
        }
        try {
            String[] who = words(lines.get(1), 2);
            String[] heard = words(lines.get(2), 2);
            String[] clock = words(lines.get(3), 2);
            List<Sample> samples = new ArrayList<>();
            for (String line : lines.subList(HEADER, lines.size())) {
                samples.add(sample(words(line, 8)));
            }
            return Optional.of(new DumpFile(who[0], who[1].equals("1"), Integer.parseInt(heard[0], 8) & 0xff,
                    LeapIndicator.values()[LEAPS.indexOf(heard[1])], Long.parseLong(clock[0]), real(clock[1]),
                    samples));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Sample sample(String[] words) {
        Sample sample = new Sample(real(words[0]), real(words[1]), real(words[2]), real(words[3]), real(words[4]),
                real(words[5]), Integer.parseInt(words[6]), Integer.parseUnsignedInt(words[7], 16));
        if (sample.ageSeconds < 0 || sample.stratum < 0 || sample.stratum > 15) {
            throw new IllegalArgumentException("no sample of the past: " + sample);
        }
        return sample;
    }

    private static String[] words(String line, int count) {
        String[] words = line.split(" ");
        if (words.length != count) {
            throw new IllegalArgumentException(count + " words expected: " + line);
        }
        return words;
    }

    private static double real(String word) {
        double value = Double.parseDouble(word);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(word);
        }
        return value;
    }
}
