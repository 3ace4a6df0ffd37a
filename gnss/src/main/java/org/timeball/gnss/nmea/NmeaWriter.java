package org.timeball.gnss.nmea;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.time.UtcInstant;

/// Writes the sentences of one second as a receiver with NMEA 4.1 does: RMC, GGA, ZDA, GSA and GSV for GPS, GLONASS
/// and Galileo.
public final class NmeaWriter {
    /// Mean sea level above the ellipsoid, metres, in Greenwich.
    public static final double SEPARATION_METRES = 45.4;
    private static final int SLOTS = 12;
    private static final int SATELLITES_PER_SENTENCE = 4;
    private static final List<GnssSystem> SYSTEMS = List.of(GnssSystem.GPS, GnssSystem.GLONASS, GnssSystem.GALILEO);

    private NmeaWriter() {
    }

    /// How well the receiver knows time and place.
    public enum Knowledge {
        /// Just switched on: neither time nor place.
        NOTHING,
        /// Its clock runs on without a fix.
        TIME_ONLY,
        /// All is well.
        FIX
    }

    /// @param stated the second that the receiver names, of the years 0 to 9999
    /// @param latitudeDegrees positive north
    /// @param longitudeDegrees positive east
    public record Epoch(UtcInstant stated, Knowledge knowledge, double latitudeDegrees, double longitudeDegrees,
            double altitudeMetres, List<Satellite> sky) {
    }

    /// The second's sentences, whole sets only, no longer together than `capacity`: what the line cannot carry in a
    /// second is left out from the end, as by a real receiver.
    public static byte[] burst(Epoch epoch, int capacity) {
        List<String> parts = new ArrayList<>();
        parts.add(rmc(epoch));
        parts.add(gga(epoch));
        parts.add(zda(epoch));
        StringBuilder used = new StringBuilder();
        SYSTEMS.forEach(system -> used.append(gsa(epoch, system)));
        parts.add(used.toString());
        SYSTEMS.forEach(system -> parts.add(gsv(epoch, system)));
        StringBuilder burst = new StringBuilder();
        for (String part : parts) {
            if (burst.length() + part.length() <= capacity) {
                burst.append(part);
            }
        }
        return burst.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String rmc(Epoch epoch) {
        boolean fix = epoch.knowledge == Knowledge.FIX;
        StringBuilder text = begin("GNRMC,").append(time(epoch)).append(fix ? ",A," : ",V,").append(place(epoch));
        text.append(fix ? ",0.01,," : ",,,");
        if (epoch.knowledge != Knowledge.NOTHING) {
            String iso = epoch.stated.toString();
            text.append(iso, 8, 10).append(iso, 5, 7).append(iso, 2, 4);
        }
        return end(text.append(fix ? ",,,A,V" : ",,,N,V"));
    }

    private static String gga(Epoch epoch) {
        StringBuilder text = begin("GNGGA,").append(time(epoch)).append(',').append(place(epoch));
        if (epoch.knowledge != Knowledge.FIX) {
            return end(text.append(",0,00,99.99,,,,,,"));
        }
        text.append(",1,");
        digits(text, (int) Math.min(SLOTS, epoch.sky.stream().filter(Satellite::used).count()), 2);
        text.append(",0.71,");
        decimal(text, epoch.altitudeMetres, 1);
        return end(decimal(text.append(",M,"), SEPARATION_METRES, 1).append(",M,,"));
    }

    private static String zda(Epoch epoch) {
        StringBuilder text = begin("GNZDA,").append(time(epoch)).append(',');
        if (epoch.knowledge == Knowledge.NOTHING) {
            return end(text.append(",,,00,00"));
        }
        String iso = epoch.stated.toString();
        text.append(iso, 8, 10).append(',').append(iso, 5, 7).append(',').append(iso, 0, 4);
        return end(text.append(",00,00"));
    }

    private static String gsa(Epoch epoch, GnssSystem system) {
        StringBuilder text = begin("GNGSA,A,").append(epoch.knowledge == Knowledge.FIX ? '3' : '1');
        int slots = 0;
        for (Satellite satellite : epoch.sky) {
            if (satellite.system() == system && satellite.used() && slots < SLOTS) {
                digits(text.append(','), nmeaNumber(satellite), 2);
                slots++;
            }
        }
        text.repeat(",", SLOTS - slots);
        text.append(epoch.knowledge == Knowledge.FIX ? ",1.29,0.71,1.08," : ",99.99,99.99,99.99,");
        return end(text.append(SYSTEMS.indexOf(system) == 1 ? 2 : system == GnssSystem.GPS ? 1 : 3));
    }

    private static String gsv(Epoch epoch, GnssSystem system) {
        List<Satellite> seen = epoch.sky.stream().filter(satellite -> satellite.system() == system).toList();
        int sentences = Math.max(1, Math.ceilDiv(seen.size(), SATELLITES_PER_SENTENCE));
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            StringBuilder text = begin(talker(system)).append("GSV,").append(sentences).append(',').append(i + 1);
            digits(text.append(','), seen.size(), 2);
            int from = i * SATELLITES_PER_SENTENCE;
            for (Satellite satellite : seen.subList(from, Math.min(from + SATELLITES_PER_SENTENCE, seen.size()))) {
                digits(text.append(','), nmeaNumber(satellite), 2);
                digits(text.append(','), (int) satellite.elevationDegrees(), 2);
                digits(text.append(','), (int) satellite.azimuthDegrees(), 3).append(',');
                if (!Double.isNaN(satellite.cn0DbHz())) {
                    digits(text, (int) satellite.cn0DbHz(), 2);
                }
            }
            // NMEA 4.1 signal id: L1 C/A is 1, Galileo E1 is 7.
            set.append(end(text.append(',').append(system == GnssSystem.GALILEO ? 7 : 1)));
        }
        return set.toString();
    }

    private static String talker(GnssSystem system) {
        return system == GnssSystem.GPS ? "GP" : system == GnssSystem.GLONASS ? "GL" : "GA";
    }

    private static int nmeaNumber(Satellite satellite) {
        return satellite.system() == GnssSystem.GLONASS ? satellite.number() + 64 : satellite.number();
    }

    private static String time(Epoch epoch) {
        if (epoch.knowledge == Knowledge.NOTHING) {
            return "";
        }
        String iso = epoch.stated.toString();
        return iso.substring(11, 13) + iso.substring(14, 16) + iso.substring(17, 19) + ".00";
    }

    private static String place(Epoch epoch) {
        if (epoch.knowledge != Knowledge.FIX) {
            return ",,,";
        }
        StringBuilder text = new StringBuilder();
        angle(text, epoch.latitudeDegrees, 2).append(epoch.latitudeDegrees < 0 ? ",S," : ",N,");
        angle(text, epoch.longitudeDegrees, 3).append(epoch.longitudeDegrees < 0 ? ",W" : ",E");
        return text.toString();
    }

    /// Degrees and minutes as `dddmm.mmmmm`.
    private static StringBuilder angle(StringBuilder text, double degrees, int width) {
        long tinyMinutes = Math.round(Math.abs(degrees) * 60 * 100_000);
        digits(text, (int) (tinyMinutes / 6_000_000), width);
        digits(text, (int) (tinyMinutes % 6_000_000 / 100_000), 2).append('.');
        return digits(text, (int) (tinyMinutes % 100_000), 5);
    }

    private static StringBuilder decimal(StringBuilder text, double value, int places) {
        long scaled = Math.round(value * Math.pow(10, places));
        long unit = Math.round(Math.pow(10, places));
        text.append(scaled < 0 ? "-" : "").append(Math.abs(scaled) / unit).append('.');
        return digits(text, (int) (Math.abs(scaled) % unit), places);
    }

    private static StringBuilder digits(StringBuilder text, int value, int width) {
        String plain = Integer.toString(value);
        return text.repeat("0", Math.max(0, width - plain.length())).append(plain);
    }

    private static StringBuilder begin(String address) {
        return new StringBuilder(96).append('$').append(address);
    }

    private static String end(StringBuilder text) {
        int sum = 0;
        for (int i = 1; i < text.length(); i++) {
            sum ^= text.charAt(i);
        }
        String hex = "0123456789ABCDEF";
        return text.append('*').append(hex.charAt(sum >>> 4)).append(hex.charAt(sum & 15)).append("\r\n").toString();
    }
}
