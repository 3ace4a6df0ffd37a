package org.timeball.daemon.logs;

import java.util.Set;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// One line of a log file. Offsets are our clock minus the reference, in seconds, as everywhere; where a file has the
/// other sign, the line turns it round.
public sealed interface LogEntry {
    /// When it happened, by our clock.
    SystemInstant at();

    /// The tests that a packet passed: 1 to 3 and 5 to 7 of RFC 5905; A to D of delays and loops.
    enum PacketTest {
        ONE,
        TWO,
        THREE,
        FIVE,
        SIX,
        SEVEN,
        /// Delay, precision and response time.
        A,
        /// Delay by its ratio to the shortest.
        B,
        /// Delay by the deviation of the offset, or by its quantile.
        C,
        /// No loop back to ourselves.
        D
    }

    /// `measurements.log`: one packet of an NTP source.
    ///
    /// @param source address
    /// @param leap that the packet tells
    /// @param stratum that the packet tells
    /// @param passed tests
    /// @param localPoll log2 seconds
    /// @param remotePoll log2 seconds, of the packet
    /// @param score when to change the poll interval, 0 to 1
    /// @param refid of the source's own source
    /// @param mode NTP mode of the packet: 1, 2 or 4
    /// @param interleaved whether it answered in interleaved mode
    /// @param transmit who stamped our request
    /// @param receive who stamped the answer
    record Measurement(SystemInstant at, String source, LeapIndicator leap, int stratum, Set<PacketTest> passed,
            int localPoll, int remotePoll, double score, double offsetSeconds, double peerDelaySeconds,
            double peerDispersionSeconds, double rootDelaySeconds, double rootDispersionSeconds, int refid, int mode,
            boolean interleaved, Stamp transmit, Stamp receive) implements LogEntry {
        public Measurement {
            passed = Set.copyOf(passed);
        }

        /// Whether the packet passed the tests 1 to 7, and so counts as a measurement.
        public boolean isValid() {
            return passed.containsAll(Set.of(PacketTest.ONE, PacketTest.TWO, PacketTest.THREE, PacketTest.FIVE,
                    PacketTest.SIX, PacketTest.SEVEN));
        }
    }

    /// `statistics.log`: what the samples of a source say.
    ///
    /// @param source address or reference id
    /// @param deviationSeconds standard deviation of a sample
    /// @param offsetSeconds estimated offset
    /// @param offsetDeviationSeconds standard deviation of that
    /// @param rate of our corrected clock against the source, a fraction; positive gains
    /// @param skew bound of its error
    /// @param stress change of the rate by its expected error
    /// @param samples that count
    /// @param firstSample index of the oldest one that counts
    /// @param runs of residuals of one sign
    /// @param asymmetry of the jitter, -0.5 to 0.5
    record Statistics(SystemInstant at, String source, double deviationSeconds, double offsetSeconds,
            double offsetDeviationSeconds, double rate, double skew, double stress, int samples, int firstSample,
            int runs, double asymmetry) implements LogEntry {
    }

    /// `selection.log`: where one source stands.
    ///
    /// @param source address or reference id
    /// @param state chronyc's letter
    /// @param options in force: five characters such as `-PTR-`
    /// @param reach register of the last eight polls
    /// @param score against the selected source
    /// @param sinceLastSeconds age of its last sample
    /// @param lowSeconds least offset that is possible by this source
    /// @param highSeconds greatest one
    record Selection(SystemInstant at, String source, char state, String options, int reach, double score,
            double sinceLastSeconds, double lowSeconds, double highSeconds) implements LogEntry {
    }

    /// `tracking.log`: an update of the clock.
    ///
    /// @param source address or reference id of what the clock follows
    /// @param stratum of this box
    /// @param frequencyPpm rate error of the free-running clock; positive runs fast
    /// @param skewPpm bound of its error
    /// @param offsetSeconds as it was found
    /// @param leap of this box
    /// @param combined sources
    /// @param offsetDeviationSeconds standard deviation of the offset
    /// @param remainingSeconds what an earlier correction left: our clock minus the estimate of true time
    /// @param maxErrorSeconds greatest error since the last update
    record Tracking(SystemInstant at, String source, int stratum, double frequencyPpm, double skewPpm,
            double offsetSeconds, LeapIndicator leap, int combined, double offsetDeviationSeconds,
            double remainingSeconds, double rootDelaySeconds, double rootDispersionSeconds,
            double maxErrorSeconds) implements LogEntry {
    }

    /// `rtc.log`: a reading of the real-time clock.
    ///
    /// @param fastSeconds real-time clock minus our clock, as read
    /// @param valid whether the fit is good
    /// @param estimatedSeconds the same by the fit
    /// @param slopePpm rate of the real-time clock against ours; positive gains
    /// @param samples of the fit
    /// @param runs of residuals of one sign
    /// @param intervalSeconds since the reading before
    record Rtc(SystemInstant at, double fastSeconds, boolean valid, double estimatedSeconds, double slopePpm,
            int samples, int runs, int intervalSeconds) implements LogEntry {
    }

    /// `refclocks.log`: a raw sample of a refclock.
    ///
    /// @param refid name
    /// @param number of the sample within its poll
    /// @param leap that the sample tells
    /// @param pulse whether it was a pulse
    /// @param rawSeconds offset as the driver measured it
    /// @param offsetSeconds the same, corrected
    /// @param dispersionSeconds of the sample
    record RefclockSample(SystemInstant at, String refid, int number, LeapIndicator leap, boolean pulse,
            double rawSeconds, double offsetSeconds, double dispersionSeconds) implements LogEntry {
    }

    /// `refclocks.log`: what the filter made of the samples of one poll.
    record RefclockResult(SystemInstant at, String refid, LeapIndicator leap, double offsetSeconds,
            double dispersionSeconds) implements LogEntry {
    }

    /// `tempcomp.log`: a correction by temperature.
    ///
    /// @param temperature as the sensor told it
    /// @param compensationPpm positive makes the clock faster
    record Temperature(SystemInstant at, double temperature, double compensationPpm) implements LogEntry {
    }
}
