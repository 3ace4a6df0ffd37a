package org.timeball.daemon.boot;

import org.timeball.daemon.status.ReceiverReading;
import org.timeball.daemon.status.ReceiverReading.Fix;
import org.timeball.gnss.receiver.FixState;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.sky.Satellite;

/// A receiver's fix state in the words of the faces.
final class ReceiverView {
    private ReceiverView() {
    }

    static ReceiverReading of(String device, FixState state) {
        Fix fix = switch (state.mode()) {
            case NONE -> Fix.NONE;
            case TWO_D -> Fix.TWO_D;
            case THREE_D -> Fix.THREE_D;
        };
        return new ReceiverReading(device, fix, state.satellitesUsed(), state.satellitesInView(),
                state.satellites().stream().map(ReceiverView::satellite).toList(), state.latitudeDegrees(),
                state.longitudeDegrees());
    }

    private static ReceiverReading.Satellite satellite(Satellite satellite) {
        return new ReceiverReading.Satellite(letter(satellite.system()), satellite.number(),
                satellite.elevationDegrees(), satellite.azimuthDegrees(), satellite.cn0DbHz(), satellite.used());
    }

    /// As RINEX 4 section 3.4 names the systems; IMES, which it does not know, goes with QZSS, whose indoor part it is.
    private static char letter(GnssSystem system) {
        return switch (system) {
            case GPS -> 'G';
            case SBAS -> 'S';
            case GALILEO -> 'E';
            case BEIDOU -> 'C';
            case IMES, QZSS -> 'J';
            case GLONASS -> 'R';
            case NAVIC -> 'I';
        };
    }
}
