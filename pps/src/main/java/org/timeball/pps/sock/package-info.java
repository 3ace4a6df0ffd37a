/// SOCK: samples that another process sends to a Unix datagram socket, as gpsd does.
///
/// Comes in: one datagram a sample, chrony's `struct sock_sample` in native byte order. Goes out: a pulse edge or an
/// external sample, and reports of the socket's condition. A datagram may come from anybody who can reach the socket:
/// nothing that is in it may throw, and what is not a sample is counted by its reason and dropped.
@NullMarked
package org.timeball.pps.sock;

import org.jspecify.annotations.NullMarked;
