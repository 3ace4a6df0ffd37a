package org.timeball.linux.reference;

import com.sun.jna.Pointer;

/// The requests of a PTP hardware clock that are used here, `<linux/ptp_clock.h>`.
interface PtpCalls {
    /// `_IOR('=', 1, struct ptp_clock_caps)`, 80 bytes.
    long PTP_CLOCK_GETCAPS = 0x8050_3d01L;
    /// `_IOW('=', 5, struct ptp_sys_offset)`, 832 bytes.
    long PTP_SYS_OFFSET = 0x4340_3d05L;
    /// `_IOWR('=', 8, struct ptp_sys_offset_precise)`, 64 bytes.
    long PTP_SYS_OFFSET_PRECISE = 0xc040_3d08L;
    /// `_IOWR('=', 9, struct ptp_sys_offset_extended)`, 1216 bytes.
    long PTP_SYS_OFFSET_EXTENDED = 0xc4c0_3d09L;
    /// `_IOW('=', 11, struct ptp_extts_request)`, 16 bytes: the second version, which refuses unknown flags.
    long PTP_EXTTS_REQUEST2 = 0x4010_3d0bL;
    /// `_IOW('=', 16, struct ptp_pin_desc)`, 96 bytes.
    long PTP_PIN_SETFUNC2 = 0x4060_3d10L;

    /// @return 0, or the error number
    int ioctl(long request, Pointer argument);

    /// Reads what waits into a buffer, without blocking.
    ///
    /// @return the number of bytes, 0 if nothing waits, or the error number with its sign turned
    long read(byte[] buffer);

    void close();
}
