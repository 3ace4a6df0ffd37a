package org.timeball.ntp.server;

/// How much of its clients the server remembers.
///
/// Without memory (`noclientlog`) there is no list of clients, no rate limit and no interleaved mode.
///
/// @param limitBytes `clientloglimit`: memory for everything that is kept about clients; 0 for none, else 1 KiB to
///            2 GiB. The default is chrony's 512 KiB, some 5,000 clients
public record ClientLogSettings(int limitBytes) {
    public static final ClientLogSettings DEFAULT = new ClientLogSettings(524_288);
    /// `noclientlog`.
    public static final ClientLogSettings OFF = new ClientLogSettings(0);

    private static final int SMALLEST = 1_024;

    public ClientLogSettings {
        if (limitBytes < 0 || limitBytes > 0 && limitBytes < SMALLEST) {
            throw new IllegalArgumentException("a client log of " + limitBytes + " bytes; it must be 1024 on, or 0");
        }
    }

    /// Five eighths are for NTP clients, shared out among the responder threads.
    int ntpClients(int responders) {
        return limitBytes / 8 * 5 / responders / ClientTable.BYTES_PER_CLIENT;
    }

    /// A quarter is for the times of earlier answers.
    int timestamps(int responders) {
        return limitBytes / 4 / responders / TimestampTable.BYTES_PER_ENTRY;
    }

    /// A sixteenth each for the clients of the command port and of NTS key establishment.
    int otherClients() {
        return limitBytes / 16 / ClientTable.BYTES_PER_CLIENT;
    }
}
