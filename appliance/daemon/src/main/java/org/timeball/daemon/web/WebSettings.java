package org.timeball.daemon.web;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// Where HTTP is served, and how much of it.
///
/// @param addresses at least one; port 0 takes any that is free
/// @param connections open at once, 1 or more; further ones are closed at once
/// @param perClient of these from one client, 1 or more
/// @param viewers of live pages at once, 0 or more; further ones are asked to come later
/// @param patience how long a request may take to come, and a connection may do nothing
public record WebSettings(List<InetSocketAddress> addresses, int connections, int perClient, int viewers,
        Duration patience) {
    public static final int DEFAULT_CONNECTIONS = 64;
    /// A browser opens six for each page that it shows.
    public static final int DEFAULT_PER_CLIENT = 24;
    public static final int DEFAULT_VIEWERS = 16;
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    public WebSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || connections < 1 || perClient < 1 || viewers < 0) {
            throw new IllegalArgumentException("HTTP needs an address and room for a connection");
        }
    }

    public static WebSettings at(List<InetSocketAddress> addresses) {
        return new WebSettings(addresses, DEFAULT_CONNECTIONS, DEFAULT_PER_CLIENT, DEFAULT_VIEWERS, DEFAULT_PATIENCE);
    }
}
