/// The refclock `PPS`: edges that the kernel stamps on a pulse device (RFC 2783) become observations.
///
/// What decides which edge is a pulse ([EdgeSieve]) is apart from what opens and polls the device ([PpsRefclock]).
@NullMarked
package org.timeball.pps.kernel;

import org.jspecify.annotations.NullMarked;
