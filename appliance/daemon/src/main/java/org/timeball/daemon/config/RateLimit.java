package org.timeball.daemon.config;

/// `ratelimit`, `ntsratelimit` and `cmdratelimit`: how many answers one address gets.
///
/// @param interval log2 seconds between two answers in the long run, -19 to 12; default 3 (NTP), 6 (NTS), -4 (commands)
/// @param burst answers that may come at once, 1 to 255, default 8
/// @param leak log2 of how many refused requests one is answered of all the same, 1 to 4, default 2 (every fourth)
/// @param kissOfDeath `kod`: log2 of how many refused requests one is answered of with RATE, 1 to 4; 0 (the default)
///            never; NTP only
public record RateLimit(int interval, int burst, int leak, int kissOfDeath) {
    public static final int MIN_INTERVAL = -19;
    public static final int MAX_INTERVAL = 12;
    public static final int MAX_BURST = 255;
    public static final int MAX_LEAK = 4;
    public static final RateLimit NTP = new RateLimit(3, 8, 2, 0);
    public static final RateLimit NTS = new RateLimit(6, 8, 2, 0);
    public static final RateLimit COMMAND = new RateLimit(-4, 8, 2, 0);
}
