package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock.Reading;
import org.timeball.timekeeping.world.KernelTimescale;

/// The three structs in which the kernel compares a hardware clock with CLOCK_REALTIME (`<linux/ptp_clock.h>`).
///
/// ```
/// struct ptp_clock_time { s64 sec; u32 nsec; u32 reserved; };
/// struct ptp_sys_offset { u32 n_samples; u32 rsv[3]; ptp_clock_time ts[51]; };              system, phc, system, ...
/// struct ptp_sys_offset_extended { u32 n_samples; u32 clockid; u32 rsv[2]; ptp_clock_time ts[25][3]; };  system, phc, system
/// struct ptp_sys_offset_precise { ptp_clock_time device, sys_realtime, sys_monoraw; u32 rsv[4]; };
/// ```
final class PtpReadings {
    static final int MAX_SAMPLES = 25;
    private static final int EXTENDED_SIZE = 1216;
    private static final int FIRST_TIME = 16;
    private static final int TIME_SIZE = 16;
    private static final long NANOS = 1_000_000_000L;

    private final KernelTimescale timescale;
    /// As large as the largest of the three.
    private final Memory memory = new Memory(EXTENDED_SIZE);

    PtpReadings(KernelTimescale timescale) {
        this.timescale = timescale;
    }

    Pointer request(int samples) {
        memory.clear();
        memory.setInt(0, samples);
        return memory;
    }

    List<Reading> precise() {
        SystemInstant system = system(TIME_SIZE);
        return List.of(new Reading(system, phc(0), system));
    }

    List<Reading> extended(int samples) {
        List<Reading> readings = new ArrayList<>(samples);
        for (int i = 0; i < samples; i++) {
            int at = FIRST_TIME + 3 * i * TIME_SIZE;
            readings.add(new Reading(system(at), phc(at + TIME_SIZE), system(at + 2 * TIME_SIZE)));
        }
        return readings;
    }

    List<Reading> basic(int samples) {
        List<Reading> readings = new ArrayList<>(samples);
        for (int i = 0; i < samples; i++) {
            int at = FIRST_TIME + 2 * i * TIME_SIZE;
            readings.add(new Reading(system(at), phc(at + TIME_SIZE), system(at + 2 * TIME_SIZE)));
        }
        return readings;
    }

    private SystemInstant system(int at) {
        return new SystemInstant(timescale.toSystemNanos(nanos(at)));
    }

    private PhcInstant phc(int at) {
        return new PhcInstant(nanos(at));
    }

    private long nanos(int at) {
        return memory.getLong(at) * NANOS + (memory.getInt(at + 8) & 0xffff_ffffL);
    }
}
