/// PTP management messages (IEEE 1588-2008 clause 15) as linuxptp's ptp4l speaks them on its Unix datagram socket.
///
/// Bytes in, [ManagementMessage] or a named [ManagementRefusal] out, and back; [ManagementClient] asks and listens through the
/// world's datagram sockets. Data sets that end in `Np` are linuxptp's own (numbers from 0xc000). What the values are
/// worth is decided elsewhere.
@NullMarked
package org.timeball.ptp.management;

import org.jspecify.annotations.NullMarked;
