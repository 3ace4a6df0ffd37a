package org.timeball.linux.reference;

import com.sun.jna.Pointer;

/// The four requests of a pulse device, `<linux/pps.h>`.
interface PpsCalls {
    /// `_IOR('p', 0xa1, struct pps_kparams *)`: the size coded in a request is that of the pointer, 8 bytes.
    long PPS_GETPARAMS = 0x8008_70a1L;
    long PPS_SETPARAMS = 0x4008_70a2L;
    long PPS_GETCAP = 0x8008_70a3L;
    long PPS_FETCH = 0xc008_70a4L;

    /// @return 0, or the error number
    int ioctl(long request, Pointer argument);

    void close();
}
