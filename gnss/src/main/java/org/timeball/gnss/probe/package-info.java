/// Finding out what is plugged in: the speed of a line, what is spoken on it, and which receiver speaks.
///
/// Bytes and the monotonic time come in; which speed to listen at and which questions to ask come out. Nothing here
/// opens a device, and nothing that is asked changes a receiver: MON-VER is polled as u-blox's interface descriptions
/// say, PMTK605 as MediaTek's NMEA command description does.
@NullMarked
package org.timeball.gnss.probe;

import org.jspecify.annotations.NullMarked;
