package org.timeball.timekeeping.world;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.SystemInstant;

/// An open PTP hardware clock, of a NIC as a rule (`<linux/ptp_clock.h>`).
public interface HardwareClock extends AutoCloseable {
    /// How a driver can compare its clock with the system clock, best first.
    enum Method {
        /// The hardware latches both at one moment (PTP_SYS_OFFSET_PRECISE).
        PRECISE,
        /// The system clock is read just before and after the register (PTP_SYS_OFFSET_EXTENDED).
        EXTENDED,
        /// The system clock is read before and after the driver was called (PTP_SYS_OFFSET).
        BASIC
    }

    /// The best method of this driver.
    Method method();

    /// Reads the clock.
    ///
    /// @param count how often, 1 to 25; PRECISE reads once
    /// @param method the best one to use; a worse one is used where the driver lacks it
    /// @throws WorldException if the device is gone
    List<Reading> read(int count, Method method) throws WorldException;

    /// Has the clock stamp edges on one of its inputs.
    ///
    /// @param pin which pin to use as that input; empty leaves pins as they are
    /// @param channel number of the input
    /// @throws WorldException if the clock has no such input
    void stampEdges(Optional<Integer> pin, int channel, ReferenceDevices.Edge edge) throws WorldException;

    /// The edges stamped since the last call, oldest first; never waits.
    ///
    /// @throws WorldException if the device is gone
    List<ExternalEdge> edges() throws WorldException;

    @Override
    void close();

    /// One comparison. The clock read `phc` at some moment between the two readings of the system clock.
    record Reading(SystemInstant before, PhcInstant phc, SystemInstant after) {
    }

    /// @param channel number of the input
    /// @param at the hardware clock's reading at the edge
    record ExternalEdge(int channel, PhcInstant at) {
    }
}
