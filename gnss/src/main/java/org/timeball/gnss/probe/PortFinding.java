package org.timeball.gnss.probe;

/// What a probe found on a line.
///
/// @param baud bit/s; 0 unless the speech is understood
/// @param bytes how many came at all speeds together
public record PortFinding(Speech speech, int baud, ReceiverModel model, long bytes) {
}
