package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;

/// How the kernel's timestamps (CLOCK_REALTIME) read on the clock that is disciplined.
///
/// The two are the same where the kernel's clock itself is steered. Where it is left alone and a virtual clock is
/// steered instead (`-x`, the demo), every kernel timestamp is carried over. Safe to call on any thread; allocates
/// nothing.
@FunctionalInterface
public interface KernelTimescale {
    KernelTimescale SAME = kernelNanos -> kernelNanos;

    /// @param kernelNanos a recent kernel timestamp, nanoseconds since 1970
    /// @return what the disciplined clock read at that moment, nanoseconds since 1970
    long toSystemNanos(long kernelNanos);

    /// The same for a timestamp that another process took.
    default SystemInstant toSystem(SystemInstant kernel) {
        return new SystemInstant(toSystemNanos(kernel.nanos()));
    }
}
