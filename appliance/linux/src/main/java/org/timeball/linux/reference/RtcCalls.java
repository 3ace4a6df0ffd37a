package org.timeball.linux.reference;

import com.sun.jna.Pointer;

/// What is asked of an open `/dev/rtcN` (`<linux/rtc.h>`, LP64).
interface RtcCalls extends AutoCloseable {
    /// `_IOR('p', 0x09, struct rtc_time)`.
    long RTC_RD_TIME = 0x8024_7009L;
    /// `_IOW('p', 0x0a, struct rtc_time)`.
    long RTC_SET_TIME = 0x4024_700aL;
    /// `_IO('p', 0x03)`: an interrupt each second.
    long RTC_UIE_ON = 0x7003;
    long RTC_UIE_OFF = 0x7004;

    /// @return 0, or the error's number
    int ioctl(long request, Pointer argument);

    /// Waits for an interrupt.
    ///
    /// @return whether one came in time
    boolean awaitInterrupt(int timeoutMillis);

    @Override
    void close();
}
