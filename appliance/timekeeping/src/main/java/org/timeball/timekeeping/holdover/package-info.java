/// How the clock's error grows while nothing is heard, learned from this very oscillator.
///
/// The filter foretells the error's growth for a rate that wanders at random. A real rate also follows a temperature, a
/// load, an age; then its forecasts turn out worse than they claim, and the further they look ahead the more so. Here
/// every forecast is held until its time has come and compared with what was heard: in go estimates, out comes the
/// factor by which a bound must be widened, by the length of the holdover. Nothing here knows of sources or steering.
@NullMarked
package org.timeball.timekeeping.holdover;

import org.jspecify.annotations.NullMarked;
