/// The local reference: the box serves its own clock when nobody better is heard, because an operator asked for it.
///
/// In: how far the clock is from its last source, and since when. Out: whether the local reference is active. Off unless
/// configured. Follows what chrony.conf(5) says of `local`.
@NullMarked
package org.timeball.timekeeping.local;

import org.jspecify.annotations.NullMarked;
