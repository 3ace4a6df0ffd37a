/// One line, several protocols: bytes come in, verified NMEA sentences and UBX frames go out in their order.
///
/// Frames are atomic: what a verified frame holds is never looked at as text. Anything that fails its check is looked
/// at again from its second byte on. Nothing here throws on any input, grows, or allocates a message. RTCM 3 (RTCM
/// 10403.3, chapter 4) is recognised and skipped.
@NullMarked
package org.timeball.gnss.stream;

import org.jspecify.annotations.NullMarked;
