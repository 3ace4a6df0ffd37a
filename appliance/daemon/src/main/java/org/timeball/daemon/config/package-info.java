/// The configuration file: chrony.conf syntax in, immutable records out.
///
/// Comes in: text with the place it came from. Goes out: one [Configuration], or every error of the text, each as
/// `FILE:LINE: what is wrong, and what was expected`. Directives and options mean what chrony.conf(5) says of chrony
/// 4.8; `gnss` is our own. Nothing here opens a device, resolves a name or acts on what it read.
@NullMarked
package org.timeball.daemon.config;

import org.jspecify.annotations.NullMarked;
