package org.timeball.ntp.client;

import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;

/// The last valid packet of one source, as `chronyc ntpdata` shows it.
///
/// @param local our address, as the source sees it
/// @param poll log2 seconds
/// @param precision log2 seconds
/// @param referenceTime when the source's clock was last corrected, on our clock's era
/// @param offsetSeconds our clock minus the source (chronyc shows it with the sign turned)
/// @param responseSeconds from request to response on the source
/// @param asymmetry of the delay's jitter, -0.5 to 0.5; 0 where it is not known
/// @param tests ten bits, test 1 in bit 9 to test D in bit 0
public record PacketReport(IpAddress local, int leap, int version, int mode, int stratum, int poll, int precision,
        double rootDelaySeconds, double rootDispersionSeconds, int referenceId, SystemInstant referenceTime,
        double offsetSeconds, double delaySeconds, double dispersionSeconds, double responseSeconds, double asymmetry,
        int tests, boolean interleaved, boolean authenticated, Stamp sentBy, Stamp receivedBy) {
    /// @param verdict on a packet that completes a measurement
    static PacketReport of(Response response, Judge.Verdict verdict, Sample sample, IpAddress local,
            boolean interleaved, boolean authenticated, double asymmetry, RoundTrip trip) {
        long reference = response.referenceTime() == 0
                ? 0
                : NtpTimestamp.toUnixNanos(response.referenceTime(), sample.at().nanos());
        return new PacketReport(local, response.leap(), response.version(), response.mode(), response.stratum(),
                response.poll(), response.precision(), response.rootDelaySeconds(), response.rootDispersionSeconds(),
                response.referenceId(), new SystemInstant(reference), sample.offset().seconds(),
                sample.delaySeconds(), sample.dispersionSeconds(), verdict.processingSeconds(),
                Double.isNaN(asymmetry) ? 0 : asymmetry, verdict.tests().bits(), interleaved, authenticated,
                trip.requestLeft().by(), trip.responseCame().by());
    }
}
