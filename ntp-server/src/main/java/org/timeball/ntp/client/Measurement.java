package org.timeball.ntp.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;

/// One packet from a source and what was made of it: a line of the logs `rawmeasurements` and, where it
/// [#isSynchronised], `measurements`.
///
/// @param at our clock half-way between sending and receiving
/// @param tests ten bits, test 1 in bit 9 to test D in bit 0
/// @param localPoll log2 seconds
/// @param remotePoll log2 seconds
/// @param score of the poll interval
/// @param offsetSeconds our clock minus the source
/// @param mode of the packet
public record Measurement(SystemInstant at, IpAddress source, int leap, int stratum, int tests, int localPoll,
        int remotePoll, double score, double offsetSeconds, double delaySeconds, double dispersionSeconds,
        double rootDelaySeconds, double rootDispersionSeconds, int referenceId, int mode, boolean interleaved,
        Stamp sentBy, Stamp receivedBy) {
    /// Two lines, without the rulers above and below that the log's writer adds.
    public static final String BANNER = "   Date (UTC) Time     IP Address   L St 123 567 ABCD  LP RP Score    Offset"
            + "  Peer del. Peer disp.  Root del. Root disp. Refid     MTxRx";
    private static final int VALID_AND_SYNCHRONISED = 0b111_111_0000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// Whether it passed the tests 1 to 7, and so is a valid measurement of a synchronised source.
    public boolean isSynchronised() {
        return (tests & VALID_AND_SYNCHRONISED) == VALID_AND_SYNCHRONISED;
    }

    /// The line as chrony's users know it; the offset in it is positive where our clock is slow.
    public String line() {
        long second = Math.floorDiv(at.nanos(), 1_000_000_000L);
        return String.format(Locale.ROOT,
                "%s %-15s %c %2d %s  %2d %2d %4.2f %10.3e %10.3e %10.3e %10.3e %10.3e %08X %d%c %c %c",
                TIME.format(Instant.ofEpochSecond(second)), source, "N+-?".charAt(leap), stratum,
                PacketTests.text(tests), localPoll, remotePoll, score, 0.0 - offsetSeconds, delaySeconds,
                dispersionSeconds, rootDelaySeconds, rootDispersionSeconds, referenceId, mode,
                interleaved ? 'I' : 'B', LocalStamp.letter(sentBy), LocalStamp.letter(receivedBy));
    }
}
