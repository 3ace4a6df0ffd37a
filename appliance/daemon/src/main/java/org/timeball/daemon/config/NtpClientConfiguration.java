package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// What is asked of other NTP servers.
///
/// @param sources `server`, `peer` and `pool`, in the order of the text
/// @param sourceDirectories `sourcedir`: one element a directive, its directories in the order of precedence; their
///            files are read by [SourceDirectories], at the start and at each `reload sources`
/// @param initStepSlew `initstepslew`; null (default) does not
/// @param acquisitionPort `acquisitionport`: the one source port of all requests, 0 lets the system choose it once;
///            null (default) takes a new port for each request
/// @param bindAddresses `bindacqaddress`: local address of the requests, at most one an address family
/// @param bindDevice `bindacqdevice`: network interface that the requests leave by; null (default) any
/// @param dscp `dscp`: code point of transmitted NTP packets, 0 (default) to 63
/// @param keyFile `keyfile`: symmetric keys; null (default) has none
/// @param refresh `refresh`: least time between two look-ups of a source's name, default 1,209,600 s (two weeks); zero
///            never looks again
public record NtpClientConfiguration(List<NtpSourceConfiguration> sources, List<List<String>> sourceDirectories,
        @Nullable InitStepSlew initStepSlew, @Nullable Integer acquisitionPort, List<IpAddress> bindAddresses,
        @Nullable String bindDevice, int dscp, @Nullable String keyFile, Span refresh) {
    public NtpClientConfiguration {
        sources = List.copyOf(sources);
        sourceDirectories = sourceDirectories.stream().map(List::copyOf).toList();
        bindAddresses = List.copyOf(bindAddresses);
    }

    NtpClientConfiguration of(NtpSourceConfiguration.Family family) {
        return new NtpClientConfiguration(sources.stream().map(source -> source.of(family)).toList(),
                sourceDirectories, initStepSlew, acquisitionPort, bindAddresses, bindDevice, dscp, keyFile, refresh);
    }

    /// `initstepslew THRESHOLD [HOST]...`: before normal operation the clock is set by a majority of these servers.
    ///
    /// @param threshold a larger error is stepped, a smaller one slewed; 0 steps any
    /// @param hosts names or addresses
    public record InitStepSlew(Span threshold, List<String> hosts) {
        public InitStepSlew {
            hosts = List.copyOf(hosts);
        }
    }
}
