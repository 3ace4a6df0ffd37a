/// This process as others see it (the descriptors that it was started with, the socket of the service manager, whose it
/// is, what it has before others), and the programs that it starts.
///
/// In: descriptor numbers, a socket's name, users, priorities, commands. Out: what the kernel does with them, and what the
/// programs say. Follows dup(2), sd_notify(3), credentials(7), capabilities(7), sched(7), mlockall(2) and, for programs
/// that must not outlive this process, PR_SET_PDEATHSIG of prctl(2).
@NullMarked
package org.timeball.linux.process;

import org.jspecify.annotations.NullMarked;
