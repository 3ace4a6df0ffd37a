/// Virtual time: many daemons, each in a world of its own, in one thread, as fast as the machine allows.
///
/// A universe owns true time and a queue of events; nothing happens between events, and time passes only when all is
/// done. Each world has a clock that is wrong in its own way, timers on its own monotonic time, a network to the others,
/// serial lines whose far end is in the test's hands, and files in memory. The same seed gives the same run, event by
/// event. Nothing here may read a real clock, start a thread or touch a file.
@NullMarked
package org.timeball.simulator.world;

import org.jspecify.annotations.NullMarked;
