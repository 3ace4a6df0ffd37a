/// The refclock `PHC`: readings of a PTP hardware clock, or edges that it stamps, become observations.
///
/// [ReadingSieve] makes one offset of many readings; [PhcRefclock] opens and polls the device.
@NullMarked
package org.timeball.ptp.phc;

import org.jspecify.annotations.NullMarked;
