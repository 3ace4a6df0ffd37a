/// The demo: the whole box on a simulated receiver, without touching the system clock.
///
/// A simulated receiver speaks into a pseudo-terminal and sends pulses to a Unix socket; a virtual clock with a crystal
/// of its own is disciplined by them; NTP is served from it. True time is this host's clock, which is only read. Behind
/// the serial port everything is what runs on a real box.
@NullMarked
package org.timeball.daemon.demo;

import org.jspecify.annotations.NullMarked;
