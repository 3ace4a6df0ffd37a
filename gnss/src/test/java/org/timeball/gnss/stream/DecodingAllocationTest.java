package org.timeball.gnss.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.NmeaMessage;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.ubx.Frames;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.gnss.ubx.UbxNav;
import org.timeball.gnss.ubx.UbxSky;
import org.timeball.gnss.ubx.UbxTiming;
import org.timeball.timekeeping.time.SystemInstant;

class DecodingAllocationTest {
    private static final int MESSAGES_A_STREAM = 6;
    private static final byte[] STREAM = Sentences.joined(
            Sentences.bytes("GNRMC,101112.00,A,5128.67580,N,00000.08820,W,0.01,,201126,,,A,V",
                    "GNGGA,101112.00,5128.67580,N,00000.08820,W,1,12,0.71,46.5,M,45.4,M,,",
                    "GPGSV,2,1,05,05,45,120,41,07,30,200,,13,05,010,22,15,60,300,44,1"),
            Frames.pvt(0, 7, 3), Frames.gpsTime(0, 7, 30), Frames.endOfEpoch(0));
    private static final SystemInstant NOW = new SystemInstant(0);

    private double sum;
    private int messages;
    private final StreamFramer framer = new StreamFramer(new StreamFramer.Sink() {
        @Override
        public void sentence(NmeaSentence sentence) {
            messages++;
            switch (sentence.message()) {
                case NmeaMessage.Rmc rmc -> sum += rmc.timeOfDayNanos() + rmc.latitudeDegrees() + rmc.day();
                case NmeaMessage.Gga gga -> sum += gga.timeOfDayNanos() + gga.altitudeMetres() + gga.quality();
                case NmeaMessage.Gsv gsv -> {
                    for (int i = 0; i < gsv.groups(); i++) {
                        sum += gsv.satelliteNumber(i) + gsv.elevationDegrees(i);
                    }
                }
                default -> throw new AssertionError(sentence.address());
            }
        }

        @Override
        public void frame(UbxFrame frame) {
            messages++;
            switch (frame.message()) {
                case UbxNav.Pvt pvt -> sum += pvt.second() + pvt.nano() + pvt.latitudeDegrees() + pvt.heightMetres();
                case UbxTiming.GpsTime time -> sum += time.week() + time.leapSeconds();
                case UbxNav.EndOfEpoch end -> sum += end.iTowMillis();
                case UbxSky.Satellites satellites -> sum += satellites.count();
                default -> throw new AssertionError(frame.code());
            }
        }

        @Override
        public void broken() {
            throw new AssertionError("nothing is broken here");
        }
    });

    private long allocatedBy(int rounds) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            framer.accept(STREAM, NOW);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void decodingAllocatesNothingAMessage() {
        allocatedBy(20_000);
        int rounds = 20_000;
        messages = 0;
        long bytes = allocatedBy(rounds);
        assertThat(messages).isEqualTo(rounds * MESSAGES_A_STREAM);
        assertThat(sum).isNotNaN();
        // What the measurement itself, or a late compilation, may take; a byte a message would be 120,000.
        assertThat(bytes).isLessThan(20_000);
    }
}
