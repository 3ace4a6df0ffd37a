package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;

/// What a node's clocks read at one moment, in seconds since network time 0.
///
/// @param real the clock that is disciplined
/// @param monotonic the same without its steps
/// @param raw the oscillator's own count
/// @param network true time
/// @param frequencyError the oscillator's rate error, positive where it gains
public record Readings(double real, double monotonic, double raw, double network, double frequencyError) {
    static final int SIZE = 40;

    void write(ByteBuffer to) {
        to.putDouble(real).putDouble(monotonic).putDouble(raw).putDouble(network).putDouble(frequencyError);
    }

    static Readings read(ByteBuffer from) {
        return new Readings(from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble());
    }
}
