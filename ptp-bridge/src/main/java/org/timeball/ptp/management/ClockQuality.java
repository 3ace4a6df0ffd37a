package org.timeball.ptp.management;

/// How good a clock says that it is (IEEE 1588-2008 section 5.3.7).
///
/// @param clockClass 0 to 255 (table 5), such as 6 for one that is synchronised to a primary reference
/// @param accuracy 0 to 255 (table 6): 0x20 within 25 ns ... 0x31 beyond 10 s, 0xfe unknown
/// @param logVariance offsetScaledLogVariance (section 7.6.3), 0 to 65535: 256 (log2 of the Allan variance in s^2) +
///            32768; 65535 unknown
public record ClockQuality(int clockClass, int accuracy, int logVariance) {
    public ClockQuality {
        if (clockClass < 0 || clockClass > 255 || accuracy < 0 || accuracy > 255 || logVariance < 0
                || logVariance > 65_535) {
            throw new IllegalArgumentException("class and accuracy of a clock are 0 to 255 and its variance 0 to 65535,"
                    + " not " + clockClass + ", " + accuracy + ", " + logVariance);
        }
    }
}
