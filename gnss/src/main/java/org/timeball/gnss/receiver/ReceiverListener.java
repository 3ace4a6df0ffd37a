package org.timeball.gnss.receiver;

import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.Observation.SecondLabel;

/// Hears what a receiver says beside the labels that the timekeeper gets: on the world's thread, and not to be held up.
@FunctionalInterface
public interface ReceiverListener {
    /// An epoch is over.
    void fixed(FixReport report);

    /// Bytes came over the line, understood or not.
    ///
    /// @param bytes not to be changed
    default void received(byte[] bytes) {
    }

    /// A sentence with a correct checksum.
    ///
    /// @param sentence a view that is valid only during the call
    default void sentence(NmeaSentence sentence) {
    }

    /// A frame with a correct checksum.
    ///
    /// @param frame a view that is valid only during the call
    default void frame(UbxFrame frame) {
    }

    /// A second was labelled.
    default void labelled(SecondLabel label) {
    }

    /// The error of a pulse to come was announced.
    default void announced(PulseError error) {
    }
}
