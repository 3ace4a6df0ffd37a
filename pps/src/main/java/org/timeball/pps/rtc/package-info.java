/// The real-time clock as a reference: the start of each of its seconds comes in, a sample goes out (rtc(4)).
@NullMarked
package org.timeball.pps.rtc;

import org.jspecify.annotations.NullMarked;
