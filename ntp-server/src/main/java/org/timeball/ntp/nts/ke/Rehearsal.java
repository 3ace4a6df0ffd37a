package org.timeball.ntp.nts.ke;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.timeball.timekeeping.world.Streams.Stream;

/// One key establishment of the server with itself, in memory: the first handshake of a Java process takes a hundred
/// times as long as later ones, and no client should have to wait for it.
final class Rehearsal {
    private static final byte[] REQUEST = KeRecord.message(List.of(
            KeRecord.ofNumbers(true, KeRecord.NEXT_PROTOCOL, List.of(KeRecord.NTPV4)),
            KeRecord.ofNumbers(true, KeRecord.AEAD_ALGORITHM, List.of(30, 15)), KeRecord.end()));

    private final Deque<byte[]> toServer = new ArrayDeque<>();
    private final Deque<byte[]> toClient = new ArrayDeque<>();
    private boolean answered;

    private Rehearsal() {
    }

    /// @param server the server's side of TLS
    /// @param certificate that it shows
    /// @return whether it came to its end
    static boolean run(SSLEngine server, X509Certificate certificate, KeAnswers answers)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new Trust(List.of(certificate), Optional::empty)}, null);
        return new Rehearsal().run(server, TlsTalk.speaking(context.createSSLEngine(), true), answers);
    }

    private boolean run(SSLEngine serverEngine, SSLEngine clientEngine, KeAnswers answers) {
        Side serving = new Side();
        Side asking = new Side();
        TlsTalk server = new TlsTalk(serverEngine, new Pipe(toClient), serving);
        TlsTalk client = new TlsTalk(clientEngine, new Pipe(toServer), asking);
        serving.heard = request -> answers.to(request, server::keys).ifPresent(server::say);
        asking.ready = () -> client.say(REQUEST);
        asking.heard = _ -> answered = true;
        while (!answered && (!toServer.isEmpty() || !toClient.isEmpty())) {
            if (!toServer.isEmpty()) {
                server.received(toServer.remove());
            } else {
                client.received(toClient.remove());
            }
        }
        client.end();
        server.end();
        return answered;
    }

    /// What one side sends goes where the other reads.
    private record Pipe(Deque<byte[]> to) implements Stream {
        @Override
        public void send(byte[] bytes) {
            to.add(bytes);
        }

        @Override
        public void close() {
            // Nothing holds it.
        }
    }

    private static final class Side implements TlsTalk.Listener {
        private Runnable ready = () -> {
        };
        private Consumer<byte[]> heard = _ -> {
        };

        @Override
        public void established() {
            ready.run();
        }

        @Override
        public void said(byte[] bytes) {
            heard.accept(bytes);
        }

        @Override
        public void finished() {
            // It is over.
        }

        @Override
        public void failed(String why) {
            // What did not come to its end says so.
        }
    }
}
