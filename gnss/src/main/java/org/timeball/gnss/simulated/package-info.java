/// A simulated GNSS receiver: the peer of a real one behind the same serial line and the same pulse.
///
/// True time comes in; bytes and pulses go out when a real receiver would send them, with faults on request. It is
/// pure: whoever owns it tells it how late it is, so that it lives in real and in virtual time alike. It draws all
/// chance from its seed. It must never know what the rest of the box made of its output.
@NullMarked
package org.timeball.gnss.simulated;

import org.jspecify.annotations.NullMarked;
