package org.timeball.ntp.nts.ke;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.timekeeping.world.Streams.Stream;

/// TLS over one stream: Netty's handler in a channel without a socket, between the stream and who talks.
///
/// The handshake's computing is done at once, by the caller's thread; there are no times in it, those who talk set them.
final class TlsTalk {
    /// The application protocol (RFC 8915 section 4).
    private static final String PROTOCOL = "ntske/1";
    private static final String EXPORTER_LABEL = "EXPORTER-network-time-security";

    private final Stream stream;
    private final Listener listener;
    private final SslHandler tls;
    private final EmbeddedChannel channel;
    private boolean established;
    private boolean closed;

    /// Who talks.
    interface Listener {
        /// The handshake is done and both sides mean key establishment.
        void established();

        /// The other side said something.
        void said(byte[] bytes);

        /// It will say no more.
        void finished();

        /// TLS failed; the stream is closed.
        void failed(String why);
    }

    /// Begins; a client's first words leave at once.
    TlsTalk(SSLEngine engine, Stream stream, Listener listener) {
        this.stream = stream;
        this.listener = listener;
        tls = new SslHandler(engine);
        tls.setHandshakeTimeoutMillis(0);
        tls.setCloseNotifyFlushTimeoutMillis(0);
        channel = new EmbeddedChannel(tls);
        flush();
    }

    /// Has an engine speak what key establishment asks for: TLS 1.3 and its application protocol.
    static SSLEngine speaking(SSLEngine engine, boolean client) {
        engine.setUseClientMode(client);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        parameters.setApplicationProtocols(new String[]{PROTOCOL});
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// Takes in what the stream brought.
    void received(byte[] bytes) {
        if (closed) {
            return;
        }
        String why = null;
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (RuntimeException e) {
            why = reason(e);
        }
        flush();
        if (why == null && tls.handshakeFuture().isDone() && !established) {
            why = handshakeEnd();
        }
        if (why != null) {
            fail(why);
            return;
        }
        hear();
    }

    /// @return why it failed, or null
    private @Nullable String handshakeEnd() {
        Throwable cause = tls.handshakeFuture().cause();
        if (cause != null) {
            return reason(cause);
        }
        // A client that knows of no application protocols finishes the handshake all the same.
        if (!PROTOCOL.equals(tls.engine().getApplicationProtocol())) {
            return "the other side does not say " + PROTOCOL;
        }
        established = true;
        listener.established();
        return null;
    }

    private void hear() {
        while (!closed && channel.readInbound() instanceof ByteBuf buffer) {
            byte[] bytes = ByteBufUtil.getBytes(buffer);
            buffer.release();
            listener.said(bytes);
        }
        if (!closed && tls.engine().isInboundDone()) {
            listener.finished();
        }
    }

    private void fail(String why) {
        if (!closed) {
            end();
            listener.failed(why);
        }
    }

    void say(byte[] bytes) {
        channel.writeOutbound(Unpooled.wrappedBuffer(bytes));
        flush();
    }

    /// Says that nothing more comes, and closes the stream.
    void end() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            flush();
        } catch (RuntimeException e) {
            // It failed before, and that was told.
        }
        channel.releaseInbound();
        channel.releaseOutbound();
        stream.close();
    }

    /// One send for each record of TLS.
    private void flush() {
        while (channel.readOutbound() instanceof ByteBuf buffer) {
            byte[] bytes = ByteBufUtil.getBytes(buffer);
            buffer.release();
            if (bytes.length > 0) {
                stream.send(bytes);
            }
        }
    }

    /// The keys that both sides can derive now (RFC 8915 section 5.1).
    ///
    /// @param exported number of the algorithm in what they are derived from
    SessionKeys keys(AeadAlgorithm algorithm, int exported) throws KeException {
        return new SessionKeys(algorithm, export(algorithm, exported, 0), export(algorithm, exported, 1));
    }

    private byte[] export(AeadAlgorithm algorithm, int exported, int direction) throws KeException {
        byte[] context = {0, 0, (byte) (exported >>> Byte.SIZE), (byte) exported, (byte) direction};
        try {
            return ((ExtendedSSLSession) tls.engine().getSession()).exportKeyingMaterialData(EXPORTER_LABEL, context,
                    algorithm.keyBytes());
        } catch (SSLKeyException e) {
            throw new KeException("no keys can be derived: " + e.getMessage());
        }
    }

    /// The innermost cause says most.
    private static String reason(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return Optional.ofNullable(inner.getMessage()).orElse(inner.getClass().getSimpleName());
    }
}
