package org.timeball.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import org.timeball.simulator.clock.Oscillator;

/// Somebody's noise, a value each whole second of true time: it takes the place of the oscillator's and the source's.
///
/// @param offsetSeconds what the clock, never corrected, was ahead of true time
/// @param noiseSeconds error of the source's sample: clock minus source came out so much too large
public record RecordedNoise(List<Double> offsetSeconds, List<Double> noiseSeconds) {
    private static final int FEWEST = 100;
    private static final double FASTEST = 0.01;

    public RecordedNoise {
        offsetSeconds = List.copyOf(offsetSeconds);
        noiseSeconds = List.copyOf(noiseSeconds);
    }

    /// Reads lines `true_seconds,free_running_offset_seconds,measurement_noise_seconds`, one a second and in order; the
    /// first line may be a heading, `#` begins a comment.
    ///
    /// @param where what errors are to be headed with, such as the file's path
    public static RecordedNoise read(String where, String csv) throws ScenarioException {
        List<Double> offsets = new ArrayList<>();
        List<Double> noises = new ArrayList<>();
        double first = 0;
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#") || number == 1 && Character.isLetter(content.charAt(0))) {
                continue;
            }
            String place = where + ":" + number;
            double[] values = values(place, content);
            if (offsets.isEmpty()) {
                first = values[0];
            }
            double expected = first + offsets.size();
            if (Math.abs(values[0] - expected) > 1e-6) {
                throw new ScenarioException("%s: true time is %s; expected %s, one line a second"
                        .formatted(place, values[0], expected));
            }
            if (!offsets.isEmpty() && Math.abs(values[1] - offsets.getLast()) > FASTEST) {
                throw new ScenarioException(place + ": the free-running offset jumps by "
                        + (values[1] - offsets.getLast()) + " s in a second; an oscillator is off by less than 1 %");
            }
            offsets.add(values[1]);
            noises.add(values[2]);
        }
        if (offsets.size() < FEWEST) {
            throw new ScenarioException(
                    where + ": noise for " + offsets.size() + " s; at least " + FEWEST + " s are needed");
        }
        return new RecordedNoise(offsets, noises);
    }

    private static double[] values(String place, String line) throws ScenarioException {
        String[] fields = line.split(",", -1);
        double[] values = new double[3];
        try {
            for (int i = 0; i < 3; i++) {
                values[i] = Double.parseDouble(fields[i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            values[0] = Double.NaN;
        }
        if (fields.length != 3 || !Double.isFinite(values[0]) || !(Math.abs(values[1]) <= 1e6)
                || !(Math.abs(values[2]) <= 1)) {
            throw new ScenarioException(place + ": expected true_seconds,free_running_offset_seconds,"
                    + "measurement_noise_seconds as three numbers, not '" + line + "'");
        }
        return values;
    }

    /// Seconds for which there is noise at both ends.
    int lengthSeconds() {
        return offsetSeconds.size() - 1;
    }

    /// The oscillator that makes those offsets; beyond the last one it goes on as in the last second.
    Oscillator oscillator() {
        int last = lengthSeconds() - 1;
        return second -> {
            int i = (int) Math.min(second, last);
            return offsetSeconds.get(i + 1) - offsetSeconds.get(i);
        };
    }
}
