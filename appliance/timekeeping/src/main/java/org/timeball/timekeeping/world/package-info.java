/// The World port: everything the control side of the daemon may ask of its surroundings.
///
/// Clock, timers, names, random bits, datagrams, byte devices, small files and programs, as interfaces. The Linux world, the simulator and any other
/// world implement them; whoever is written against this port runs unchanged in each. All callbacks of one world run
/// on one thread, one at a time.
@NullMarked
package org.timeball.timekeeping.world;

import org.jspecify.annotations.NullMarked;
