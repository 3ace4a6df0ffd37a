package org.timeball.daemon.boot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.NtpClientConfiguration;
import org.timeball.ntp.auth.KeyFile;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.client.NtpClientSettings;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// What a configuration means for the NTP client, and the keys that it shares with the server.
final class ClientPlan {
    private ClientPlan() {
    }

    static NtpClientSettings settings(Configuration configuration, int precisionLog2) {
        NtpClientConfiguration client = configuration.client();
        Integer port = client.acquisitionPort();
        return new NtpClientSettings(port == null ? OptionalInt.empty() : OptionalInt.of(port),
                configuration.server().port(), bound(client.bindAddresses(), true),
                bound(client.bindAddresses(), false), Optional.ofNullable(client.bindDevice()), client.dscp(),
                precisionLog2, Math.round(client.refresh().seconds()));
    }

    /// The first address of a family.
    static Optional<IpAddress> bound(List<IpAddress> addresses, boolean v4) {
        return addresses.stream().filter(address -> address.isV4() == v4).findFirst();
    }

    /// Reads the keys anew; what cannot be used is told.
    static void load(KeyRing ring, Files files, @Nullable String path) {
        if (path == null) {
            return;
        }
        try {
            Optional<byte[]> content = files.read(path);
            if (content.isEmpty()) {
                Logger.warn("There is no key file {}: no packet can be authenticated; create it, or leave out keyfile",
                        path);
                return;
            }
            KeyFile file = KeyFile.parse(path, content.get());
            file.complaints().forEach(complaint -> Logger.warn("{}", complaint));
            ring.replace(file.keys());
        } catch (WorldException e) {
            Logger.warn("The keys are not read: {}", e.getMessage());
        }
    }
}
