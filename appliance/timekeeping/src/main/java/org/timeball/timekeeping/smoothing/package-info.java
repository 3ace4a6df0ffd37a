/// Smoothed time: what is served follows the clock slowly, so that clients never see it jump or hurry.
///
/// In: by how much the clock was corrected. Out: what is to be added to its reading now and for some time. Follows what
/// chrony.conf(5) says of `smoothtime`.
@NullMarked
package org.timeball.timekeeping.smoothing;

import org.jspecify.annotations.NullMarked;
