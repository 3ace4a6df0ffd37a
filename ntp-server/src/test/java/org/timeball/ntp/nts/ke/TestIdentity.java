package org.timeball.ntp.nts.ke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;
import org.timeball.ntp.nts.ke.CertificateMaker.Made;

/// A certificate and its key in PEM files.
record TestIdentity(Path certificate, Path key) {
    static final String LOCALHOST = "dns:localhost,ip:127.0.0.1";

    /// One that signs itself.
    static TestIdentity create(Path directory, CertificateMaker.Key kind, String names, Duration age, int days)
            throws IOException {
        return write(directory, kind.name(), CertificateMaker.selfSigned(kind,
                new Content("CN=" + kind, names, Instant.now().minus(age), days)));
    }

    static TestIdentity write(Path directory, String name, Made made) throws IOException {
        return new TestIdentity(Files.writeString(directory.resolve(name + ".crt"), made.chain()),
                Files.writeString(directory.resolve(name + ".key"), made.key()));
    }
}
