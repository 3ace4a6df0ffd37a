/// Clocks in software: an oscillator that is wrong by a known amount, and a clock that can be steered on top of it.
///
/// Comes in: true time or the kernel's time as an integer, and the corrections of whoever steers. Goes out: the
/// reading, and the true error that no real clock can show. The same clock serves the virtual world and, with a perfect
/// oscillator over the kernel's time, a daemon that must leave the kernel's clock alone. Nothing here reads a clock by
/// itself or draws from an unseeded random source.
@NullMarked
package org.timeball.simulator.clock;

import org.jspecify.annotations.NullMarked;
