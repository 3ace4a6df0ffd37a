package org.timeball.ntp.nts.ke;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.Cookies;
import org.timeball.ntp.server.ServiceLog;
import org.timeball.ntp.server.Verdict;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Streams.Endpoint;
import org.timeball.timekeeping.world.Streams.Stream;
import org.timeball.timekeeping.world.Streams.StreamHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Establishes keys with clients (RFC 8915 section 4).
///
/// A connection has five seconds for all of it, so that slow ones do not take others' places. Lives on its world's
/// thread.
public final class KeServer implements AutoCloseable {
    private static final Span PATIENCE = Span.ofSeconds(5);

    private final World world;
    private final KeServerSettings settings;
    private final ServiceLog log;
    private final ServerIdentities identities;
    private final KeAnswers answers;
    private final List<AutoCloseable> listening = new ArrayList<>();
    private int connections;

    /// @param log counts the connections
    public KeServer(World world, KeServerSettings settings, CookieKeyStore keys, ServiceLog log) {
        this.world = world;
        this.settings = settings;
        this.log = log;
        identities = new ServerIdentities(world.files(), settings.identities());
        answers = new KeAnswers(settings, new Cookies(keys, world.random()));
    }

    /// Reads the certificates and takes connections from now on.
    ///
    /// @throws WorldException if the certificates cannot be used or no port can be had
    public void start() throws WorldException {
        try {
            identities.load();
        } catch (KeException e) {
            throw new WorldException(
                    "cannot serve NTS: %s; see ntsservercert and ntsserverkey".formatted(e.getMessage()), e);
        }
        List<String> refusals = new ArrayList<>();
        for (Endpoint endpoint : settings.endpoints()) {
            try {
                listening.add(world.streams().listen(endpoint, this::accepted));
            } catch (WorldException e) {
                refusals.add(e.getMessage());
            }
        }
        if (listening.isEmpty()) {
            throw new WorldException("cannot serve NTS: " + (refusals.isEmpty()
                    ? "no address of the wanted family is left"
                    : String.join("; ", refusals)));
        }
        refusals.forEach(refusal -> Logger.warn("NTS is not served everywhere: {}", refusal));
    }

    /// Establishes keys with itself, on the world's thread, so that the first client need not wait for what a Java process
    /// does only once.
    public void warmUp() {
        try {
            if (!Rehearsal.run(identities.engine(), identities.certificate(), answers)) {
                Logger.warn("A key establishment of the NTS server with itself failed; see whether its certificate can"
                        + " be used");
            }
        } catch (GeneralSecurityException e) {
            Logger.warn("NTS cannot be rehearsed: {}", e.getMessage());
        }
    }

    private StreamHandler accepted(Stream stream, Endpoint from) {
        if (connections >= settings.mostConnections()) {
            log.refuse();
        } else if (log.hit(from.ip(), world.clock().now()) == Verdict.ANSWER) {
            return new Connection(stream, from);
        }
        stream.close();
        return StreamHandler.NOBODY;
    }

    @Override
    public void close() {
        for (AutoCloseable port : listening) {
            try {
                port.close();
            } catch (Exception e) {
                Logger.debug("a port did not close: {}", e.toString());
            }
        }
        listening.clear();
    }

    /// One client.
    private final class Connection implements StreamHandler, TlsTalk.Listener {
        private final Endpoint from;
        private final TlsTalk talk;
        private final Timer timeout;
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();
        private boolean ended;

        Connection(Stream stream, Endpoint from) {
            this.from = from;
            connections++;
            timeout = world.timers().after(PATIENCE, () -> failed("it takes longer than 5 s"));
            talk = new TlsTalk(identities.engine(), stream, this);
        }

        @Override
        public void received(byte[] bytes) {
            talk.received(bytes);
        }

        @Override
        public void closed(Optional<String> why) {
            end();
        }

        @Override
        public void established() {
            // The client speaks first.
        }

        @Override
        public void said(byte[] bytes) {
            request.writeBytes(bytes);
            answers.to(request.toByteArray(), talk::keys).ifPresent(answer -> {
                talk.say(answer);
                end();
            });
        }

        @Override
        public void finished() {
            end();
        }

        @Override
        public void failed(String why) {
            Logger.debug("NTS-KE with {} failed: {}", from, why);
            end();
        }

        private void end() {
            if (!ended) {
                ended = true;
                connections--;
                timeout.cancel();
                talk.end();
            }
        }
    }
}
