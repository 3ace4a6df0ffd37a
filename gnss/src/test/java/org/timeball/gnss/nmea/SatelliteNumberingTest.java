package org.timeball.gnss.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.gnss.sky.GnssSystem;

class SatelliteNumberingTest {
    private static void means(String address, int systemId, int number, GnssSystem system, int own) {
        long code = 0;
        for (char c : address.toCharArray()) {
            code = code << 8 | c;
        }
        int satellite = SatelliteNumbering.satellite(code, systemId, number);
        String where = address + " system " + systemId + " number " + number;
        assertThat(satellite).as(where).isNotEqualTo(SatelliteNumbering.UNKNOWN);
        assertThat(SatelliteNumbering.system(satellite)).as(where).isEqualTo(system);
        assertThat(SatelliteNumbering.number(satellite)).as(where).isEqualTo(own);
    }

    @Test
    void theSystemIdDecidesFirst() {
        means("GNGSA", 1, 5, GnssSystem.GPS, 5);
        means("GNGSA", 1, 33, GnssSystem.SBAS, 120);
        means("GNGSA", 2, 65, GnssSystem.GLONASS, 1);
        means("GNGSA", 2, 5, GnssSystem.GLONASS, 5);
        means("GNGSA", 3, 5, GnssSystem.GALILEO, 5);
        means("GNGSA", 3, 305, GnssSystem.GALILEO, 5);
        means("GNGSA", 3, 105, GnssSystem.GALILEO, 5);
        means("GNGSA", 4, 60, GnssSystem.BEIDOU, 60);
        means("GNGSA", 4, 205, GnssSystem.BEIDOU, 5);
        means("GNGSA", 4, 405, GnssSystem.BEIDOU, 5);
        means("GNGSA", 5, 2, GnssSystem.QZSS, 2);
        means("GNGSA", 5, 194, GnssSystem.QZSS, 2);
        means("GNGSA", 6, 3, GnssSystem.NAVIC, 3);
    }

    @Test
    void thenTheTalker() {
        means("GPGSV", -1, 5, GnssSystem.GPS, 5);
        means("GPGSV", -1, 46, GnssSystem.SBAS, 133);
        means("GLGSV", -1, 70, GnssSystem.GLONASS, 6);
        means("GAGSV", -1, 7, GnssSystem.GALILEO, 7);
        means("GBGSV", -1, 7, GnssSystem.BEIDOU, 7);
        means("BDGSV", -1, 7, GnssSystem.BEIDOU, 7);
        means("GQGSV", -1, 3, GnssSystem.QZSS, 3);
        means("QZGSV", -1, 193, GnssSystem.QZSS, 1);
        means("GIGSV", -1, 3, GnssSystem.NAVIC, 3);
    }

    @Test
    void thenTheRange() {
        means("GNGSV", -1, 5, GnssSystem.GPS, 5);
        means("GNGSV", -1, 33, GnssSystem.SBAS, 120);
        means("GNGSV", -1, 64, GnssSystem.SBAS, 151);
        means("GNGSV", -1, 65, GnssSystem.GLONASS, 1);
        means("GNGSV", -1, 158, GnssSystem.SBAS, 158);
        means("GNGSV", -1, 193, GnssSystem.QZSS, 1);
        means("PQGSV", -1, 205, GnssSystem.BEIDOU, 5);
        means("GNGSV", -1, 301, GnssSystem.GALILEO, 1);
        means("GNGSV", -1, 437, GnssSystem.BEIDOU, 37);
        means("GNGSV", -1, 903, GnssSystem.NAVIC, 3);
    }

    @Test
    void whatNobodyNumbersSoIsUnknown() {
        for (int number : new int[]{-1, 0, 97, 119, 160, 265, 350, 500, 1000, Integer.MAX_VALUE}) {
            assertThat(SatelliteNumbering.satellite(0, -1, number)).as("%d", number)
                    .isEqualTo(SatelliteNumbering.UNKNOWN);
        }
    }
}
