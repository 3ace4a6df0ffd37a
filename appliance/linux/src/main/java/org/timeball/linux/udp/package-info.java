/// UDP in batches: many datagrams a system call, each with the kernel's time of arrival and the local address it was
/// sent to, in memory that never moves.
///
/// For the responder threads, one [UdpBatch] each; after its construction nothing here allocates. Follows recvmmsg(2),
/// sendmmsg(2), ip(7), ipv6(7) and the kernel's Documentation/networking/timestamping.rst. Layouts and constants are
/// those of 64-bit Linux with the generic ABI: amd64, arm64, riscv64. It never decides what is answered.
@NullMarked
package org.timeball.linux.udp;

import org.jspecify.annotations.NullMarked;
