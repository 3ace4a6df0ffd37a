package org.timeball.simulator.scenario;

/// The receiving end of a scenario's source.
interface Listener {
    /// A whole second of true time has begun: measures, if it is time for that, and tells the box.
    ///
    /// @param second since the start
    /// @param trueNanos the same, since 1970
    void second(int second, long trueNanos);
}
