/// A small clknetsim of our own: the simulation's side of the protocol.
///
/// In: nodes (links that speak `clknetsim.protocol`) and how their clocks and the ways between them err. Out: replies,
/// and afterwards what every clock and every packet did. It is written from the protocol's description alone, so that a
/// node that works here can be expected to work there. Time passes when every node waits. Never looks into a node.
@NullMarked
package org.timeball.simulator.clknetsim.net;

import org.jspecify.annotations.NullMarked;
