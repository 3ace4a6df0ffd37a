package org.timeball.ntp.client;

/// Told of what the client sees, for journal and log files.
public interface ClientLog {
    void happened(ClientEvent event);

    /// Each packet that comes from a source, good or bad.
    void measured(Measurement measurement);
}
