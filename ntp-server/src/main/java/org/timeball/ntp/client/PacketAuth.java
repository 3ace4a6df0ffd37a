package org.timeball.ntp.client;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;

/// How the packets exchanged with one source are authenticated.
sealed interface PacketAuth {
    /// Gets ready for a request; false if that takes longer.
    boolean prepare();

    /// Signs a packet.
    ///
    /// @param length so far
    /// @return length with what was added; -1 if it cannot be signed
    int sign(ByteBuffer packet, int length, int version);

    /// Test 5.
    boolean verify(ByteBuffer packet, int length, int version, PacketTail tail, PacketLayout layout);

    /// The version to use where none is set.
    int defaultVersion();

    AuthReport report();

    void close();

    /// Not at all: nobody may pretend otherwise, so a response with a code is refused.
    record Open() implements PacketAuth {
        @Override
        public boolean prepare() {
            return true;
        }

        @Override
        public int sign(ByteBuffer packet, int length, int version) {
            return length;
        }

        @Override
        public boolean verify(ByteBuffer packet, int length, int version, PacketTail tail, PacketLayout layout) {
            return tail == PacketTail.NOTHING || tail == PacketTail.EXTENSIONS;
        }

        @Override
        public int defaultVersion() {
            return 4;
        }

        @Override
        public AuthReport report() {
            return AuthReport.NONE;
        }

        @Override
        public void close() {
        }
    }

    /// By a key that both sides have.
    record Symmetric(KeyRing ring, MacEngine engine, long key) implements PacketAuth {
        @Override
        public boolean prepare() {
            return true;
        }

        @Override
        public int sign(ByteBuffer packet, int length, int version) {
            return engine.sign(key, packet, length, version);
        }

        @Override
        public boolean verify(ByteBuffer packet, int length, int version, PacketTail tail, PacketLayout layout) {
            return tail == PacketTail.MAC && Integer.toUnsignedLong(packet.getInt(layout.codeAt())) == key
                    && engine.verify(packet, layout.codeAt(), length, version);
        }

        /// Version 3 carries long digests whole.
        @Override
        public int defaultVersion() {
            return ring.find(key).filter(known -> known.type().codeBytes() > MacEngine.LONGEST_DIGEST_V4).isPresent()
                    ? 3
                    : 4;
        }

        @Override
        public AuthReport report() {
            Optional<SymmetricKey> known = ring.find(key);
            return new AuthReport(AuthReport.Mode.SYMMETRIC, known.map(found -> found.type().number()).orElse(0), key,
                    known.map(SymmetricKey::bits).orElse(0), 0, Optional.empty(), 0, 0, false);
        }

        @Override
        public void close() {
        }
    }

    /// By Network Time Security.
    record Nts(NtsSession session) implements PacketAuth {
        @Override
        public boolean prepare() {
            return session.prepare();
        }

        @Override
        public int sign(ByteBuffer packet, int length, int version) {
            return session.protect(packet, length);
        }

        @Override
        public boolean verify(ByteBuffer packet, int length, int version, PacketTail tail, PacketLayout layout) {
            return tail == PacketTail.EXTENSIONS && session.verify(packet, length, layout);
        }

        @Override
        public int defaultVersion() {
            return 4;
        }

        @Override
        public AuthReport report() {
            return session.report();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
