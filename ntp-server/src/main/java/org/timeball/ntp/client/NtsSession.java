package org.timeball.ntp.client;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.timekeeping.world.IpAddress;

/// Network Time Security with one server (RFC 8915): keys and cookies, and what protects each packet.
///
/// Lives on the world's thread, as the client does.
public interface NtsSession extends AutoCloseable {
    /// Gets ready for a request; starts a key establishment where keys or cookies are wanting.
    ///
    /// @return whether [#protect] may be called now; if not, the client asks again at its next poll
    boolean prepare();

    /// Adds the fields that protect a request.
    ///
    /// @param packet network order, from index 0, with room
    /// @param length of the request so far
    /// @return length with them
    int protect(ByteBuffer packet, int length);

    /// Whether a packet is the server's answer to the last protected request; takes its cookies if so, and notes an NTS
    /// NAK.
    boolean verify(ByteBuffer packet, int length, PacketLayout layout);

    AuthReport report();

    @Override
    void close();

    /// Makes sessions.
    @FunctionalInterface
    interface Sessions {
        /// @param name of the server, which its certificate must bear
        /// @param address of the key establishment
        /// @param options of the source
        /// @param target called when the key establishment names the NTP server to ask
        NtsSession open(String name, IpAddress address, NtpSourceOptions options, TargetListener target);
    }

    /// Told which server the key establishment named.
    @FunctionalInterface
    interface TargetListener {
        /// @param address empty for the address of the key establishment itself
        /// @param port UDP port
        void named(Optional<IpAddress> address, int port);
    }
}
