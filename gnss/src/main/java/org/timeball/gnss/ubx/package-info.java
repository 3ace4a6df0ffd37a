/// UBX, the binary protocol of u-blox receivers from generation 4 to F10: verified frames come in, named fields go out.
///
/// Everything is a view over one buffer: nothing here allocates a message, throws on any payload, or knows what time it
/// is. What a message is worth is decided in the receiver package. Layouts follow u-blox's interface descriptions
/// (generations 4 to 9) and were compared with real logs; every class says from which generation it is there.
@NullMarked
package org.timeball.gnss.ubx;

import org.jspecify.annotations.NullMarked;
