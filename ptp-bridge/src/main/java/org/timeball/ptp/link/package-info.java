/// The link to ptp4l: it runs one or attaches to one, asks it every second, and turns what it says into observations.
///
/// In: [PtpSettings] and a world. Out: exchanges with the quality that [org.timeball.ptp.trust] gives them, polls, and
/// the state of the link in words. What ptp4l is to do is a file in the syntax of ptp4l(8), see [Ptp4lConfiguration].
@NullMarked
package org.timeball.ptp.link;

import org.jspecify.annotations.NullMarked;
