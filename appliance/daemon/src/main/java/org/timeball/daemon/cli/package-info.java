/// The command line: words in, option records out, exit status back.
///
/// Comes in: the arguments of `timeball`. Goes out: a call of [DemoRunner], [DaemonRunner], [SimulateRunner],
/// [ReplayRunner] or [CtlRunner], which the composition root hands in, or a text and an exit status. Nothing here opens a
/// socket or a device; the only file it reads is the configuration.
@NullMarked
package org.timeball.daemon.cli;

import org.jspecify.annotations.NullMarked;
