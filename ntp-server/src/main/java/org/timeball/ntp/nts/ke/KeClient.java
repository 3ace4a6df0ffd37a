package org.timeball.ntp.nts.ke;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names.Answer;
import org.timeball.timekeeping.world.Names.Family;
import org.timeball.timekeeping.world.Streams.Endpoint;
import org.timeball.timekeeping.world.Streams.Stream;
import org.timeball.timekeeping.world.Streams.StreamHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// One attempt of a client to establish keys with a server (RFC 8915 section 4).
final class KeClient implements StreamHandler, TlsTalk.Listener {
    private static final Span PATIENCE = Span.ofSeconds(16);

    private final World world;
    private final Target target;
    private final TrustedCertificates trust;
    private final List<AeadAlgorithm> algorithms;
    private final Consumer<Outcome> told;
    private final Timer timeout;
    private @Nullable Stream stream;
    private @Nullable TlsTalk talk;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private boolean ended;

    /// Whom to ask.
    ///
    /// @param name that its certificate must bear
    /// @param certificateSet which certificates are trusted
    /// @param local the address to come from
    record Target(String name, Endpoint endpoint, long certificateSet, Optional<IpAddress> local) {
    }

    /// What came of it.
    sealed interface Outcome {
        /// @param cookies one to eight
        /// @param server NTP server to ask instead of this one
        /// @param port its UDP port, if it was named
        record Established(SessionKeys keys, List<byte[]> cookies, Optional<IpAddress> server,
                OptionalInt port) implements Outcome {
        }

        /// @param connected whether there was a connection, so that it is not the network's fault
        record Failed(String why, boolean connected) implements Outcome {
        }
    }

    /// Begins.
    ///
    /// @param told once, never before this has returned
    KeClient(World world, Target target, TrustedCertificates trust, List<AeadAlgorithm> algorithms,
            Consumer<Outcome> told) {
        this.world = world;
        this.target = target;
        this.trust = trust;
        this.algorithms = algorithms;
        this.told = told;
        timeout = world.timers().after(PATIENCE, () -> failed("there is no answer within 16 s"));
        try {
            stream = world.streams().connect(target.endpoint(), target.local(), this);
        } catch (WorldException e) {
            world.timers().after(Span.ZERO, () -> failed(e.getMessage()));
        }
    }

    @Override
    public void connected() {
        Stream open = stream;
        if (ended || open == null) {
            return;
        }
        try {
            talk = new TlsTalk(trust.engine(target.certificateSet(), target.name(), target.endpoint().port()), open,
                    this);
        } catch (KeException e) {
            failed(e.getMessage());
        }
    }

    @Override
    public void received(byte[] bytes) {
        if (talk != null) {
            talk.received(bytes);
        }
    }

    @Override
    public void closed(Optional<String> why) {
        failed(why.orElse("the server closed the connection"));
    }

    @Override
    public void established() {
        List<KeRecord> request = new ArrayList<>();
        request.add(KeRecord.ofNumbers(true, KeRecord.NEXT_PROTOCOL, List.of(KeRecord.NTPV4)));
        request.add(KeRecord.ofNumbers(true, KeRecord.AEAD_ALGORITHM,
                algorithms.stream().map(AeadAlgorithm::id).toList()));
        if (algorithms.contains(AeadAlgorithm.AES_128_GCM_SIV)) {
            request.add(new KeRecord(false, KeRecord.COMPLIANT_128GCM_EXPORT, new byte[0]));
        }
        request.add(KeRecord.end());
        if (talk != null) {
            talk.say(KeRecord.message(request));
        }
    }

    @Override
    public void said(byte[] bytes) {
        answer.writeBytes(bytes);
        try {
            Optional<List<KeRecord>> records = KeRecord.parse(answer.toByteArray());
            if (records.isPresent()) {
                take(KeAnswer.read(records.get(), algorithms));
            }
        } catch (KeException e) {
            failed(e.getMessage());
        }
    }

    @Override
    public void finished() {
        failed("the server said no more");
    }

    private void take(KeAnswer agreed) throws KeException {
        if (talk == null) {
            return;
        }
        SessionKeys keys = talk.keys(agreed.algorithm(), KeAnswers.exported(agreed.algorithm(), agreed.compliant()));
        if (agreed.server().isEmpty()) {
            end(new Outcome.Established(keys, agreed.cookies(), Optional.empty(), agreed.port()));
            return;
        }
        hangUp();
        Family family = target.endpoint().ip().isV4() ? Family.V4 : Family.V6;
        world.names().resolve(agreed.server(), family, found -> {
            if (found instanceof Answer.Found(List<IpAddress> addresses)) {
                end(new Outcome.Established(keys, agreed.cookies(), Optional.of(addresses.getFirst()),
                        agreed.port()));
            } else {
                failed("the NTP server that it named, %s, has no address".formatted(agreed.server()));
            }
        });
    }

    @Override
    public void failed(String why) {
        end(new Outcome.Failed(why, talk != null));
    }

    private void end(Outcome outcome) {
        if (!ended) {
            hangUp();
            ended = true;
            timeout.cancel();
            told.accept(outcome);
        }
    }

    private void hangUp() {
        if (talk != null) {
            talk.end();
        } else if (stream != null) {
            stream.close();
        }
    }

    /// Gives up; nobody is told.
    void cancel() {
        if (!ended) {
            ended = true;
            timeout.cancel();
            hangUp();
        }
    }
}
