/// The server of chrony's control protocol, on the World port.
///
/// Comes in: datagrams from UDP and Unix datagram sockets. Goes out: replies, made of what the
/// [org.timeball.daemon.candm.Box] says. Must never: answer a datagram that is not a request from somebody who is
/// allowed, answer with more bytes than came, change anything for a request over UDP.
@NullMarked
package org.timeball.daemon.candm.server;

import org.jspecify.annotations.NullMarked;
