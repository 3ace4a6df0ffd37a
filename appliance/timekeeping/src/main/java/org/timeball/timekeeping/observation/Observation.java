package org.timeball.timekeeping.observation;

import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.IpAddress;

/// One thing that happened, with the system clock's reading when it did.
public sealed interface Observation {
    /// The system clock's reading at the moment of capture, taken by hardware, the kernel or at the read itself; never
    /// at the time of processing.
    SystemInstant at();

    /// A pulse marked the start of some second; which one, it does not say.
    ///
    /// @param at the reading at the edge
    record PulseEdge(SourceId source, SystemInstant at) implements Observation {
    }

    /// A receiver said which second it is.
    ///
    /// @param at the reading when the first byte of the sentence or frame arrived: some tenths of a second after the
    ///            second began
    /// @param second the second that the message names, date repaired where `weeksRepaired` is not 0
    /// @param standing how far the receiver itself stands behind it
    /// @param leap what the receiver says of the coming end of day; NONE where it does not say
    /// @param weeksRepaired weeks added to the receiver's date because it lay before any possible date (a multiple of
    ///            1,024: GPS week rollover); 0 when it was believed as it stood
    record SecondLabel(SourceId source, SystemInstant at, UtcInstant second, Standing standing, LeapIndicator leap,
            int weeksRepaired) implements Observation {
    }

    /// How far a receiver stands behind the time it gives.
    enum Standing {
        /// Position and time fix, time flagged valid.
        FIX,
        /// Time from its own clock only: navigation has no fix.
        NO_FIX,
        /// A date that cannot be, not even after rollover repair.
        IMPLAUSIBLE_DATE
    }

    /// Another process measured our clock against a reference (SOCK, SHM).
    ///
    /// @param at the reading at which it was measured
    /// @param offset our clock minus the reference
    /// @param leap what the other process says of the end of the day
    record ExternalSample(SourceId source, SystemInstant at, Span offset, LeapIndicator leap) implements Observation {
    }

    /// One NTP round trip with a server that passed all tests of the packets.
    ///
    /// @param at the reading half-way between sending and receiving
    /// @param offset our clock minus the server's (RFC 5905's theta with the sign turned)
    /// @param delay time on the way, both directions together
    /// @param dispersion what reading the clocks may have added to the error of this one measurement
    /// @param rootDelay the server's own root delay
    /// @param rootDispersion the server's own root dispersion
    /// @param stratum the server's stratum, 1 to 15
    /// @param refid the server's own reference
    /// @param leap the server's leap indicator
    record Exchange(SourceId source, SystemInstant at, Span offset, Span delay, Span dispersion, Span rootDelay,
            Span rootDispersion, int stratum, int refid, LeapIndicator leap) implements Observation {
    }

    /// A poll of a source has ended, with or without an answer.
    ///
    /// @param register the last eight polls, the youngest in the lowest bit: 1 where an answer came; 0 means unreachable
    /// @param selectable false while the source must not be selected for reasons that its samples do not show: it is
    ///            offline, it told us to go away, it is synchronised to us
    record Reach(SourceId source, SystemInstant at, int register, boolean selectable) implements Observation {
        public Reach {
            if (register < 0 || register > 255) {
                throw new IllegalArgumentException("a reach register has eight bits, not " + register);
            }
        }
    }

    /// A source came.
    record SourceAdded(SystemInstant at, SourceSettings settings) implements Observation {
    }

    /// A source went. What is said of it afterwards is not heard.
    record SourceRemoved(SourceId source, SystemInstant at) implements Observation {
    }

    /// An operator asks for something.
    record OperatorRequest(SystemInstant at, Request request) implements Observation {
    }

    /// Our own address, as a server sees it, became known or changed.
    ///
    /// @param at when
    /// @param own where the server's answers go to
    record OwnAddress(SourceId source, SystemInstant at, IpAddress own) implements Observation {
    }

    /// A device changed its condition.
    ///
    /// @param detail for people: what was seen, such as `12 of 14 sentences fail their checksum`; may be empty
    record DeviceReport(SourceId source, SystemInstant at, Condition condition, String detail) implements Observation {
    }

    /// The named states of a device.
    enum Condition {
        /// Open, and what comes from it can be understood.
        WORKING,
        /// Not there: no such device, or it was unplugged.
        ABSENT,
        /// There, but it cannot be opened or read (permission, busy, input error).
        FAILING,
        /// Open, but nothing comes.
        SILENT,
        /// Open, but what comes cannot be understood (noise, wrong baud rate).
        GARBLED
    }

    /// The rate or the reading of the system clock was changed.
    ///
    /// @param at the reading just before the change
    /// @param rate the total rate correction in force from there on
    /// @param stepped what was added to the reading; zero for a mere change of rate
    /// @param byUs false if something else on this machine did it
    record ClockChanged(SystemInstant at, Frequency rate, Span stepped, boolean byUs) implements Observation {
    }

    /// A reading of the oscillator's thermometer, or of one that warms and cools with it.
    ///
    /// @param at when it was read
    /// @param celsius degrees; what cannot be a temperature is ignored
    record Temperature(SystemInstant at, double celsius) implements Observation {
    }

    /// A table of leap seconds was read, at the start or because its file changed; it replaces the one before.
    record LeapSeconds(SystemInstant at, LeapTable table) implements Observation {
    }

    /// Nothing happened: time has passed.
    record Silence(SystemInstant at) implements Observation {
    }
}
