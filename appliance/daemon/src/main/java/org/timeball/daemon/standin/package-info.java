/// Our daemon in chronyd's clothes: its command line, exit codes, pid file and log, on this machine or as a node of a
/// simulated network.
///
/// In: chronyd's command line and the environment. Out: an exit status. Started by `hw-tests/chronyd-standin`, never by
/// `timeball`. What it does in a network that clknetsim simulates is what it does elsewhere, over another World.
@NullMarked
package org.timeball.daemon.standin;

import org.jspecify.annotations.NullMarked;
