package org.timeball.simulator.clknetsim.net;

import java.util.Arrays;

/// How a node's clock stood at each update: the measure of the daemon that steers it.
public final class ClockHistory {
    private static final int FIRST_SIZE = 1024;
    private double[] offsets = new double[FIRST_SIZE];
    private double[] frequencies = new double[FIRST_SIZE];
    private int count;

    ClockHistory() {
    }

    void add(double offset, double frequency) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            frequencies = Arrays.copyOf(frequencies, 2 * count);
        }
        offsets[count] = offset;
        frequencies[count++] = frequency;
    }

    /// Network seconds from 0.
    public int size() {
        return count;
    }

    /// Real clock minus true time at a network second, seconds.
    public double offset(int second) {
        if (second >= count) {
            throw new IllegalArgumentException("the run ended at " + count + " s, before second " + second);
        }
        return offsets[second];
    }

    /// The clock's rate error at a network second; positive: it gains.
    public double frequency(int second) {
        if (second >= count) {
            throw new IllegalArgumentException("the run ended at " + count + " s, before second " + second);
        }
        return frequencies[second];
    }

    /// 1 + the last second at which the clock was off by more than a limit; 0 if it never was.
    ///
    /// @param maxOffset limit of the offset, seconds
    /// @param maxFrequency limit of the rate error
    public int syncSecond(double maxOffset, double maxFrequency) {
        for (int i = count - 1; i >= 0; i--) {
            if (Math.abs(offsets[i]) > maxOffset || Math.abs(frequencies[i]) > maxFrequency) {
                return i + 1;
            }
        }
        return 0;
    }

    /// The largest absolute offset from a network second on, seconds.
    public double maxOffset(int from) {
        return max(offsets, from);
    }

    /// Root mean square of the offset from a network second on, seconds.
    public double rmsOffset(int from) {
        return rms(offsets, from);
    }

    public double maxFrequency(int from) {
        return max(frequencies, from);
    }

    public double rmsFrequency(int from) {
        return rms(frequencies, from);
    }

    private double max(double[] values, int from) {
        double max = 0;
        for (int i = from; i < count; i++) {
            max = Math.max(max, Math.abs(values[i]));
        }
        return max;
    }

    private double rms(double[] values, int from) {
        double sum = 0;
        for (int i = from; i < count; i++) {
            sum += values[i] * values[i];
        }
        return count > from ? Math.sqrt(sum / (count - from)) : 0;
    }
}
