package org.timeball.ntp.client;

import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// What happened to a source and is worth a line in the journal.
public sealed interface ClientEvent {
    /// The line.
    String text();

    /// Whether it is for those only who look for a fault.
    default boolean isDetail() {
        return false;
    }

    /// A name is looked up again, to see whether it still stands for an address.
    record Refreshing(IpAddress source) implements ClientEvent {
        @Override
        public String text() {
            return "refreshing " + source;
        }

        @Override
        public boolean isDetail() {
            return true;
        }
    }

    /// It does. (Said with the word that people look for in chronyd's debug log.)
    record StillFresh(IpAddress source) implements ClientEvent {
        @Override
        public String text() {
            return "resolved_name: " + source + " still fresh";
        }

        @Override
        public boolean isDetail() {
            return true;
        }
    }

    /// A server asked for fewer requests (RFC 5905 section 7.4).
    record KissRate(IpAddress source) implements ClientEvent {
        @Override
        public String text() {
            return "Received KoD RATE from " + source;
        }
    }

    /// A bad source gave its place to another address of the same name.
    record Replaced(IpAddress old, IpAddress next, String name) implements ClientEvent {
        @Override
        public String text() {
            return "Source %s replaced with %s (%s)".formatted(old, next, name);
        }
    }

    /// A key establishment named another server.
    record Changed(Address.Udp old, Address.Udp next, String name) implements ClientEvent {
        @Override
        public String text() {
            return old.ip().equals(next.ip())
                    ? "Source %s changed to %s (%s)".formatted(old, next, name)
                    : "Source %s changed to %s (%s)".formatted(old.ip(), next.ip(), name);
        }
    }

    record Online(IpAddress source) implements ClientEvent {
        @Override
        public String text() {
            return "Source " + source + " online";
        }
    }

    record Offline(IpAddress source) implements ClientEvent {
        @Override
        public String text() {
            return "Source " + source + " offline";
        }
    }

    /// A name was not found; it is looked up again, at growing intervals and in silence.
    record Unresolved(String name, String why) implements ClientEvent {
        @Override
        public String text() {
            return "Source %s has no address yet: %s; check the name and the network".formatted(name, why);
        }
    }

    /// A source's socket cannot be opened; said once for each source until one opens.
    record NoSocket(IpAddress source, String why) implements ClientEvent {
        @Override
        public String text() {
            return "No request to source %s: %s".formatted(source, why);
        }
    }
}
