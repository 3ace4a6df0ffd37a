/// Satellites: which system, which number, where in the sky, how loud, and whether a fix used them.
///
/// Every protocol's parser speaks of satellites in these terms. Nothing here computes.
@NullMarked
package org.timeball.gnss.sky;

import org.jspecify.annotations.NullMarked;
