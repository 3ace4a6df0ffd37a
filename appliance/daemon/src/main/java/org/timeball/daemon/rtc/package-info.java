/// The clock with the battery: how far it is off and how fast it gains, measured while the time is known, kept in a file, and
/// used at the next start to set a clock that knows nothing yet (`rtcfile`, `rtcautotrim`, `-s`).
///
/// In come the full seconds of the real-time clock, out go its error and rate; the core never hears of it.
@NullMarked
package org.timeball.daemon.rtc;

import org.jspecify.annotations.NullMarked;
