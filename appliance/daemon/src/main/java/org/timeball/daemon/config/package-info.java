/// The configuration file: chrony.conf syntax in, immutable records out.
///
/// Comes in: text with the place it came from, and the files that it includes. Goes out: one [Configuration], a record
/// a theme, with notices of what it says in vain; or every error of the text, each as `FILE:LINE: what is wrong, and
/// what was expected`. Directives and options mean what chrony.conf(5) says of chrony 4.8; `gnss`, `ptp`, `observationlog` and
/// `refclock GPSD` are our own. A directive is one `Setting` in the class of its theme: how it is read, how it is
/// written, its default, and what the daemon does about it ([Standing]); the table DIRECTIVES.md is written from them.
/// Nothing here opens a device, resolves a name or acts on what it read.
@NullMarked
package org.timeball.daemon.config;

import org.jspecify.annotations.NullMarked;
