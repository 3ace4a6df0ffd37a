/// Scenarios: one clock, one source, and what happens to them, lived through in virtual time by the real core.
///
/// Comes in: a scenario's text (the built-in ones are such texts too), a seed, perhaps somebody's recorded noise. Goes
/// out: how far the clock was from true time at every second, what the box claimed, and the figures made of both. The
/// core is run with its defaults, whatever the scenario. Nothing here waits, reads a real clock or draws from an unseeded
/// random source.
///
/// The noise is that of the simulator clknetsim (M. Lichvar): the oscillator's rate takes its steps at whole seconds of
/// true time, a refclock's noise is normal, a packet's delay has an exponential part of its own each way.
@NullMarked
package org.timeball.simulator.scenario;

import org.jspecify.annotations.NullMarked;
