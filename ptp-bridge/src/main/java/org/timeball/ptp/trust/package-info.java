/// What the word of a PTP grandmaster is worth in NTP.
///
/// In: [GrandmasterClaim], what one round of questions to ptp4l gave. Out: [Verdict], a stratum, a dispersion and a leap
/// indicator, or why it is not to be trusted. Classes, accuracies and flags are those of IEEE 1588-2008 sections 7.6.2
/// and 8.2; classes of the telecom profile those of ITU-T G.8275.1 section 6.4. Pure: no clock, no device.
@NullMarked
package org.timeball.ptp.trust;

import org.jspecify.annotations.NullMarked;
