/// Several truechimers become one reckoning of the free-running clock.
@NullMarked
package org.timeball.timekeeping.combination;

import org.jspecify.annotations.NullMarked;
