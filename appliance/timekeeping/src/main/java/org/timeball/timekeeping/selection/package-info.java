/// Which sources tell the truth, and why the others are not believed.
///
/// Interval intersection after Marzullo, as RFC 5905 section 11.2.1 uses it: the largest set of sources whose error
/// intervals have a point in common, if it is a majority.
@NullMarked
package org.timeball.timekeeping.selection;

import org.jspecify.annotations.NullMarked;
