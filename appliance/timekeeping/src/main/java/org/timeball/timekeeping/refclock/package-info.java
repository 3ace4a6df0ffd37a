/// What the drivers of reference clocks share: telling the core how their device fares.
@NullMarked
package org.timeball.timekeeping.refclock;

import org.jspecify.annotations.NullMarked;
