package org.timeball.daemon.history;

/// How the clock did during one interval.
///
/// @param startSeconds when it began, UTC seconds since 1970 (POSIX)
/// @param offsetSeconds mean of the offsets: our clock minus true time, as estimated
/// @param leastSeconds least of them
/// @param mostSeconds greatest of them
/// @param boundSeconds largest bound of the true error in it
/// @param frequencyPpm mean rate error of the free-running clock; positive runs fast
public record Point(long startSeconds, float offsetSeconds, float leastSeconds, float mostSeconds, float boundSeconds,
        float frequencyPpm) {
}
