package org.timeball.ntp.server;

import java.nio.ByteBuffer;
import org.timeball.ntp.wire.PacketLayout;

/// NTS on the NTP port (RFC 8915 section 5): checks the extension fields of a request and writes those of its answer.
///
/// For one responder thread, which takes a request through [#check], [#prepare] (or [#refuse]) and, when the transmit
/// time is in the header, [#seal]. Up to 64 requests are between check and seal at once; each has a slot of its own for
/// what must be remembered. Nothing here may allocate once warm, nor throw on any content.
public interface NtsResponder {
    /// Where NTS is not served: requests with its fields are treated as if they had none.
    NtsResponder NONE = new NtsResponder() {
        @Override
        public Check check(int slot, ByteBuffer request, PacketLayout layout) {
            return Check.PLAIN;
        }

        @Override
        public int prepare(int slot, ByteBuffer reply, int longest) {
            throw new IllegalStateException("no request is authentic where NTS is not served");
        }

        @Override
        public int refuse(int slot, ByteBuffer reply, int longest) {
            throw new IllegalStateException("no request is refused where NTS is not served");
        }

        @Override
        public void seal(int slot, ByteBuffer reply, int length) {
            throw new IllegalStateException("no answer is sealed where NTS is not served");
        }
    };

    /// Judges the fields of a request.
    ///
    /// @param slot 0 to 63
    /// @param request network order, from index 0
    /// @param layout of the request; valid during this call
    Check check(int slot, ByteBuffer request, PacketLayout layout);

    /// Writes the fields of an answer behind its header, with everything but what depends on the header: unique
    /// identifier, room for the authenticator.
    ///
    /// @param reply network order; the header ends at 48
    /// @param longest bytes that the whole answer may have: the request's
    /// @return bytes of the whole answer; 0 if it cannot be made within `longest`
    int prepare(int slot, ByteBuffer reply, int longest);

    /// Writes the fields of a kiss code NTSN behind its header: the unique identifier.
    ///
    /// @return bytes of the whole answer; 0 for silence
    int refuse(int slot, ByteBuffer reply, int longest);

    /// Authenticates an answer whose header is complete.
    ///
    /// @param length as [#prepare] returned it
    void seal(int slot, ByteBuffer reply, int length);

    /// What a request turned out to be.
    enum Check {
        /// It has no fields of NTS.
        PLAIN,
        /// It is authentic.
        AUTHENTIC,
        /// Its cookie or authenticator is not ours: answer NTSN, so that the client gets new ones.
        UNKNOWN,
        /// Its fields break the rules: keep silent.
        MALFORMED
    }
}
