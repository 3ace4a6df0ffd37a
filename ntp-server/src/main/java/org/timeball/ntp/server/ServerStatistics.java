package org.timeball.ntp.server;

/// What chronyc's `serverstats` shows, in its order of meaning: counts since the start.
///
/// @param ntpReceived well-formed NTP requests of those who may ask
/// @param ntpDropped those of them that met with silence or a kiss code for their rate
/// @param commandReceived requests on the command port
/// @param commandDropped those beyond the rate
/// @param ntsKeAccepted connections for NTS key establishment
/// @param ntsKeDropped those beyond the rate
/// @param logDropped clients that were forgotten to make place for others
/// @param authenticated answers with a code or NTS
/// @param interleaved answers in interleaved mode
/// @param timestampsHeld times of earlier answers that are kept for interleaved mode
/// @param timestampSpanSeconds from the oldest of them to the newest
/// @param daemonRx answers whose receive time this program took
/// @param daemonTx answers whose transmit time this program took
/// @param kernelRx the kernel
/// @param kernelTx the kernel
/// @param hardwareRx the network card
/// @param hardwareTx the network card
public record ServerStatistics(long ntpReceived, long ntpDropped, long commandReceived, long commandDropped,
        long ntsKeAccepted, long ntsKeDropped, long logDropped, long authenticated, long interleaved,
        long timestampsHeld, long timestampSpanSeconds, long daemonRx, long daemonTx, long kernelRx, long kernelTx,
        long hardwareRx, long hardwareTx) {
}
