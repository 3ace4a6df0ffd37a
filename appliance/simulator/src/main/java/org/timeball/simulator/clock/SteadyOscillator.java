package org.timeball.simulator.clock;

/// An oscillator whose rate error never changes.
record SteadyOscillator(double rateError) implements Oscillator {
    @Override
    public double rateErrorDuring(long second) {
        return rateError;
    }

    @Override
    public boolean isSteady() {
        return true;
    }
}
