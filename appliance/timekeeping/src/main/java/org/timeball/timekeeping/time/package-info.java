/// Instants, spans and frequencies.
///
/// Every instant is an integer count of nanoseconds on one named timescale and the timescale is in its type, so that
/// no method can mix two. Spans are exact; arithmetic that would overflow throws. UTC can say 23:59:60 (ITU-R
/// TF.460-6); `java.time`, which cannot, stays outside.
@NullMarked
package org.timeball.timekeeping.time;

import org.jspecify.annotations.NullMarked;
