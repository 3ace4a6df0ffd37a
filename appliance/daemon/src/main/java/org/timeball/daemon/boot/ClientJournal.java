package org.timeball.daemon.boot;

import org.timeball.ntp.client.ClientEvent;
import org.timeball.ntp.client.ClientLog;
import org.timeball.ntp.client.Measurement;
import org.tinylog.Logger;

/// Writes what happens to NTP sources to the journal.
public final class ClientJournal implements ClientLog {
    @Override
    public void happened(ClientEvent event) {
        if (event.isDetail()) {
            Logger.debug("{}", event.text());
        } else {
            Logger.info("{}", event.text());
        }
    }

    @Override
    public void measured(Measurement measurement) {
        // Single packets are for the log files.
    }
}
