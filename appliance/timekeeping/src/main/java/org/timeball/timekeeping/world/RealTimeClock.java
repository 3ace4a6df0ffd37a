package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;

/// A clock with a battery that counts whole seconds while the machine is off (rtc(4)).
///
/// It keeps a date and a time of day; whether they are UTC or local time is for its owner to say. Here they are counted as
/// POSIX time counts UTC.
public interface RealTimeClock extends AutoCloseable {
    /// Waits for its next full second, which takes up to a second; one wait at a time.
    ///
    /// @param handler told once, on the world's thread
    void awaitUpdate(UpdateHandler handler);

    /// Sets it at once. When the second that was set ends depends on the hardware: most begin it half a second before
    /// they are set, some when they are set.
    ///
    /// @param second what it is to show
    /// @throws WorldException if it is gone or refuses
    void set(long second) throws WorldException;

    @Override
    void close();

    /// Takes in an update.
    interface UpdateHandler {
        /// A second of the real-time clock has begun.
        ///
        /// @param second what it shows
        /// @param at the system clock's reading when that was noticed: some microseconds to some milliseconds later
        void updated(long second, SystemInstant at);

        /// It could not be waited for.
        void failed(WorldException why);
    }
}
