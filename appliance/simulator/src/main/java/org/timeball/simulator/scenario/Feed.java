package org.timeball.simulator.scenario;

/// The one source that the clock is disciplined by.
public sealed interface Feed {
    /// The scale of its noise, seconds.
    double jitterSeconds();

    /// A refclock whose sample at each whole second has normal noise.
    ///
    /// @param jitterSeconds standard deviation of a sample, 0 to 1 s
    /// @param outlierProbability of a sample to be a lone outlier of 10 to 1000 standard deviations either way,
    ///            log-uniform
    /// @param changedFactor what the noise is multiplied by from a second on; 1 for no change
    /// @param changedSecond that second
    record Refclock(double jitterSeconds, double outlierProbability, double changedFactor, int changedSecond)
            implements
                Feed {
    }

    /// An NTP server with a perfect clock and exact timestamps.
    ///
    /// @param jitterSeconds mean of the exponential part of a packet's delay, each way, 0 to 0.004 s
    /// @param delaySeconds constant part of it, each way, 0 to 0.05 s
    /// @param leastPoll poll interval as an exponent of 2 s, 0 or more
    /// @param mostPoll what it may adapt to; the same as `leastPoll` when it is fixed
    /// @param interleaved whether an exchange is complete only with the next reply, which carries the server's exact
    ///            time of transmission (RFC 9769)
    record Server(double jitterSeconds, double delaySeconds, int leastPoll, int mostPoll, boolean interleaved)
            implements
                Feed {
    }
}
