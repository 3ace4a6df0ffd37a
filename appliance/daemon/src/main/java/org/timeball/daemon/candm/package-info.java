/// chrony's command and monitoring protocol, version 6: what `chronyc`, exporters and scripts speak.
///
/// Comes in: request datagrams over UDP (loopback unless configured, reading only) and over a Unix datagram socket
/// (everything). Goes out: one reply for a request, never longer than it, or nothing. What is asked for is read from and
/// what is ordered is done by a [Box], which the composition root implements over the running daemon.
///
/// Must never: answer with more bytes than it was sent, throw on any bytes, change anything for a request over UDP.
/// Signs here are the house's (positive: our clock is ahead); the codec turns those that the wire has the other way.
@NullMarked
package org.timeball.daemon.candm;

import org.jspecify.annotations.NullMarked;
