/// Samples of one source become an estimate: offset, frequency and how sure they are.
@NullMarked
package org.timeball.timekeeping.filter;

import org.jspecify.annotations.NullMarked;
