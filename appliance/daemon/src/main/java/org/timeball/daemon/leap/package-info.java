/// Tables of leap seconds from files: the list of NIST and IERS (`leap-seconds.list`, `leapseclist`), and the time-zone
/// database (`leapsectz`, RFC 9636).
///
/// In: a file by the World port, at the start and then twice a day. Out: [org.timeball.timekeeping.leap.LeapTable] for
/// the core, and one message for whatever is wrong. Never decides about a leap second.
@NullMarked
package org.timeball.daemon.leap;

import org.jspecify.annotations.NullMarked;
