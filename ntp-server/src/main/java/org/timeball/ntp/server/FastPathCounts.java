package org.timeball.ntp.server;

/// What the answers inside the kernel have counted since the start. A request that is answered there reaches no socket,
/// no packet filter and no statistics of the kernel; these are its only record.
///
/// @param answered requests that were answered
/// @param limited requests of clients beyond their rate, dropped
/// @param denied requests of clients that the access list does not allow, dropped
/// @param stale requests that found no state that was still valid: nobody vouches for the time, or the daemon hangs. The
///            sockets took them over
/// @param stepped requests that met a clock that had just been stepped; the sockets took them over
/// @param passedUp NTP packets to this machine that only the sockets understand, or to another machine
public record FastPathCounts(long answered, long limited, long denied, long stale, long stepped, long passedUp) {
    /// Of a machine without answers in the kernel.
    public static final FastPathCounts NONE = new FastPathCounts(0, 0, 0, 0, 0, 0);
}
