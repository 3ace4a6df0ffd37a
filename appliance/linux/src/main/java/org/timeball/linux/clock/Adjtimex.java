package org.timeball.linux.clock;

/// The one call that reads and steers the kernel's clock.
@FunctionalInterface
interface Adjtimex {
    /// Does what `timex` asks and fills it with what holds after.
    ///
    /// @return 0, or the error number
    int call(Timex timex);
}
