/// What the daemon writes down for people and their scripts: chrony's log files, the words of events, mail.
///
/// Comes in: records of what happened, each with its own time ([LogEntry], and the core's events). Goes out: lines in
/// the columns of chrony.conf(5), through the world's files; sentences for the journal; mail. Decides nothing and reads
/// no clock.
@NullMarked
package org.timeball.daemon.logs;

import org.jspecify.annotations.NullMarked;
