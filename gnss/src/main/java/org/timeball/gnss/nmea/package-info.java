/// NMEA 0183 sentences: bytes come in, verified sentences go out as views over one buffer.
///
/// A sentence counts only with a correct checksum. Nothing here throws on any input, grows, allocates a message or
/// knows what time it is; what a sentence is worth is decided in the receiver package. Field layouts follow NMEA 0183
/// up to version 4.11 and the u-blox protocol descriptions.
@NullMarked
package org.timeball.gnss.nmea;

import org.jspecify.annotations.NullMarked;
