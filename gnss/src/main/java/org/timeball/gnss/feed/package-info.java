/// Time and pulses from a gpsd that runs on this machine: its JSON reports come in over TCP (gpsd_json(5): PPS, TOFF, TPV,
/// OSC, DEVICES), observations go out.
///
/// What parses is apart from what talks. A report never throws, whatever it holds: it is a report, or it is none.
@NullMarked
package org.timeball.gnss.feed;

import org.jspecify.annotations.NullMarked;
