package org.timeball.gnss.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.stream.StreamFramer;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.gnss.ubx.UbxStatus;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Finds out the speed, the protocol and the model of whatever is at the other end of a line.
///
/// Its owner opens the line at [#baud], hands in what comes, asks [#next] every few hundredths of a second and does what
/// that says. It ends by itself within ten seconds and two thirds of one; a receiver whose speed is found early is
/// listened to for [#ACQUAINTANCE] more, so that every kind of message it sends has come by.
public final class PortProbe {
    /// u-blox answers MON-VER within one epoch, and whoever sends NMEA and UBX has sent both.
    static final Span ACQUAINTANCE = Span.ofMillis(1300);
    private static final int MON_VER = 0x0a04;
    private static final byte[] WHO_ARE_YOU = new UbxFrameBuilder(MON_VER, 0).bytes();
    /// Asks MediaTek's and those who took over its commands for their firmware.
    private static final byte[] RELEASE = "$PMTK605*31\r\n".getBytes(StandardCharsets.US_ASCII);

    private final BaudSearch search;
    private StreamFramer framer = new StreamFramer(new Ear());
    private ReceiverModel model = ReceiverModel.UNKNOWN;
    private long bytes;
    private boolean nmea;
    private boolean ubx;
    private int questions;
    private Optional<MonotonicInstant> found = Optional.empty();
    private boolean allTried;
    private long messages;
    private long messagesSeen;

    /// What to do now.
    public sealed interface Step {
        /// Nothing but to listen.
        record Wait() implements Step {
        }

        /// Open the line anew at this speed, bit/s.
        record Listen(int baud) implements Step {
        }

        /// Send these bytes.
        record Ask(byte[] bytes) implements Step {
        }

        /// Close the line.
        record End(PortFinding finding) implements Step {
        }
    }

    /// @param first speed to try first, bit/s
    public PortProbe(int first, MonotonicInstant now) {
        search = new BaudSearch(first, now);
    }

    /// The speed to listen at, bit/s.
    public int baud() {
        return search.baud();
    }

    /// How many bytes came so far, at all speeds together.
    public long bytes() {
        return bytes;
    }

    /// Bytes came.
    public void received(byte[] chunk, SystemInstant arrival) {
        bytes += chunk.length;
        framer.accept(chunk, arrival);
        search.heard((int) (messages - messagesSeen));
        messagesSeen = messages;
    }

    /// What to do now. An [Step.End] comes again and again.
    public Step next(MonotonicInstant now) {
        if (allTried) {
            return new Step.End(new PortFinding(bytes == 0 ? Speech.SILENT : Speech.UNINTELLIGIBLE, 0, model, bytes));
        }
        if (search.isFound()) {
            return acquaint(now);
        }
        if (search.isOver(now)) {
            allTried = search.next(now);
            framer = new StreamFramer(new Ear());
            nmea = false;
            ubx = false;
            questions = 0;
            return allTried ? next(now) : new Step.Listen(search.baud());
        }
        return questions == 0 ? ask(WHO_ARE_YOU) : new Step.Wait();
    }

    private Step acquaint(MonotonicInstant now) {
        MonotonicInstant since = found.orElse(now);
        found = Optional.of(since);
        if (now.since(since).compareTo(ACQUAINTANCE) >= 0) {
            Speech speech = !nmea ? Speech.UBX : ubx ? Speech.MIXED : Speech.NMEA;
            return new Step.End(new PortFinding(speech, search.baud(), model, bytes));
        }
        // The first question may have been lost while the line was opened.
        return switch (questions) {
            case 0, 1 -> ask(WHO_ARE_YOU);
            case 2 -> nmea && model.isUnknown() ? ask(RELEASE) : new Step.Wait();
            default -> new Step.Wait();
        };
    }

    private Step ask(byte[] question) {
        questions++;
        return new Step.Ask(question);
    }

    private final class Ear implements StreamFramer.Sink {
        @Override
        public void sentence(NmeaSentence sentence) {
            messages++;
            nmea = true;
            String address = sentence.address();
            model = model.or(ReceiverModel.ofAddress(address));
            if (address.endsWith("TXT") && sentence.has(4)) {
                model = model.or(ReceiverModel.ofText(sentence.text(4)));
            } else if (address.equals("PMTK705") && sentence.has(1)) {
                model = model.or(new ReceiverModel("MediaTek", sentence.has(3) ? sentence.text(3) : "",
                        sentence.text(1), 0));
            }
        }

        /// What answers our own question says nothing of what the receiver sends by itself.
        @Override
        public void frame(UbxFrame frame) {
            messages++;
            if (frame.message() instanceof UbxStatus.Version version) {
                model = ReceiverModel.of(version).or(model);
                messages++;
            } else if (!(frame.message() instanceof UbxStatus.Acknowledgement)) {
                ubx = true;
            }
        }

        @Override
        public void broken() {
            // Noise and wrong speeds look like this; only what passes its checksum counts.
        }
    }
}
