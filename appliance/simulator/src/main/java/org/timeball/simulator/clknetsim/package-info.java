/// The clknetsim world: the World port of one node in a network that clknetsim simulates.
///
/// In: the node's environment variables and its link to clknetsim. Out: a clock, timers, datagrams, names and files that
/// a daemon cannot tell from real ones. Time passes only while the node waits in SELECT; nothing here reads a real
/// clock. All of it is one thread. Never decides anything about time. The packets are in `clknetsim.protocol`, a small
/// clknetsim of our own in `clknetsim.net`.
@NullMarked
package org.timeball.simulator.clknetsim;

import org.jspecify.annotations.NullMarked;
