package org.timeball.linux.libc;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.IpAddress;

/// The addresses of a host name: struct addrinfo (`<netdb.h>`) as getaddrinfo(3) fills it.
///
/// Layout on LP64: ai_flags 0, ai_family 4, ai_socktype 8, ai_protocol 12, ai_addrlen 16, ai_addr 24, ai_canonname 32,
/// ai_next 40. Keeps nothing: a name is asked for anew each time.
public final class AddressLookup {
    private static final int SIZE = 48;
    private static final int FAMILY = 4;
    private static final int SOCKET_TYPE = 8;
    private static final int ADDRESS = 24;
    private static final int NEXT = 40;
    private static final int SOCK_DGRAM = 2;
    private static final int EAI_AGAIN = -3;
    private static final int EAI_MEMORY = -10;
    private static final int EAI_SYSTEM = -11;
    private static final int IN_ADDRESS = 4;
    private static final int IN6_ADDRESS = 8;

    private AddressLookup() {
    }

    /// What a name came to.
    public sealed interface Outcome {
        /// @param all at least one, in the order in which the C library would try them (RFC 6724), none twice
        record Addresses(List<IpAddress> all) implements Outcome {
        }

        /// @param why in the C library's words
        /// @param forNow whether the same question may do better later
        record Failed(String why, boolean forNow) implements Outcome {
        }
    }

    /// Asks, and waits for the answer: some 10 s or more where a name server is silent.
    public static Outcome of(String host) {
        Memory hints = new Memory(SIZE);
        hints.clear();
        hints.setInt(SOCKET_TYPE, SOCK_DGRAM);
        Memory result = new Memory(Native.POINTER_SIZE);
        int error = Libc.getaddrinfo(host, null, hints, result);
        if (error != 0) {
            String words = error == EAI_SYSTEM ? Errno.describe(Native.getLastError()) : Libc.gai_strerror(error);
            return new Outcome.Failed("%s: %s".formatted(host, words),
                    error == EAI_AGAIN || error == EAI_MEMORY || error == EAI_SYSTEM);
        }
        Pointer first = result.getPointer(0);
        try {
            Set<IpAddress> addresses = new LinkedHashSet<>();
            for (@Nullable
            Pointer entry = first; entry != null; entry = entry.getPointer(NEXT)) {
                switch (entry.getInt(FAMILY)) {
                    case SocketAddress.AF_INET ->
                        addresses.add(SocketAddress.readV4(entry.getPointer(ADDRESS), IN_ADDRESS));
                    case SocketAddress.AF_INET6 ->
                        addresses.add(SocketAddress.readV6(entry.getPointer(ADDRESS), IN6_ADDRESS));
                    default -> {
                    }
                }
            }
            return addresses.isEmpty()
                    ? new Outcome.Failed(host + ": no Internet address", false)
                    : new Outcome.Addresses(List.copyOf(addresses));
        } finally {
            Libc.freeaddrinfo(first);
        }
    }
}
