package org.timeball.daemon.ctl;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.Status;
import org.timeball.daemon.candm.wire.CommandCode;
import org.timeball.daemon.candm.wire.ReplyCode;
import org.timeball.daemon.candm.wire.ReplyHeader;
import org.timeball.daemon.candm.wire.ReplyReader;
import org.timeball.daemon.candm.wire.RequestHeader;
import org.timeball.daemon.candm.wire.RequestWriter;

/// Asks a daemon, and asks again if it does not answer. Of several addresses the first that answers is kept.
final class ControlClient implements AutoCloseable {
    /// The line that is said when nobody answers.
    static final String CANNOT_TALK = "506 Cannot talk to daemon";
    /// The line for an answer to another question.
    static final String BAD_REPLY = "508 Bad reply from daemon";

    private final Channels channels;
    private final Deque<String> servers;
    private final Consumer<String> complaints;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Channel channel;
    private String current = "";
    private Duration timeout;
    private int retries = 2;

    /// @param servers in order; names, addresses or paths
    /// @param timeout for the first answer; it doubles with each try
    /// @param complaints takes in which servers could not be asked, and why
    ControlClient(Channels channels, List<String> servers, Duration timeout, Consumer<String> complaints) {
        this.complaints = complaints;
        this.channels = channels;
        this.servers = new ArrayDeque<>(servers);
        this.timeout = timeout;
    }

    void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    void setRetries(int retries) {
        this.retries = retries;
    }

    /// Asks, and waits for the answer.
    Answer ask(Request request) {
        while (true) {
            Optional<Channel> way = channel();
            if (way.isEmpty()) {
                return new Answer.Refused(CANNOT_TALK);
            }
            Optional<Answer> answer = ask(way.get(), request);
            if (answer.isPresent()) {
                return answer.get();
            }
            complaints.accept("no answer from " + current);
            if (servers.isEmpty()) {
                return new Answer.Refused(CANNOT_TALK);
            }
            close();
        }
    }

    /// The way in use, or the first of those left that can be opened.
    private Optional<Channel> channel() {
        while (channel == null && !servers.isEmpty()) {
            String server = servers.remove();
            current = server;
            try {
                channel = channels.open(server);
            } catch (IOException e) {
                complaints.accept("cannot ask " + server + ": " + e.getMessage());
            }
        }
        return Optional.ofNullable(channel);
    }

    private Optional<Answer> ask(Channel way, Request request) {
        CommandCode command = RequestWriter.command(request);
        Duration patience = timeout;
        for (int attempt = 0; attempt <= retries; attempt++) {
            byte[] packet = RequestWriter.write(request, attempt, random.nextInt());
            RequestHeader header = RequestHeader.read(packet);
            if (!way.send(packet)) {
                return Optional.empty();
            }
            long end = System.nanoTime() + patience.toNanos();
            for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
                Optional<byte[]> reply = way.receive(Duration.ofNanos(left));
                if (reply.isEmpty()) {
                    break;
                }
                Optional<Answer> answer = understand(command, header, reply.get());
                if (answer.isPresent()) {
                    return answer;
                }
            }
            patience = patience.multipliedBy(2);
        }
        return Optional.empty();
    }

    /// Empty for a datagram that does not answer the request.
    private static Optional<Answer> understand(CommandCode command, RequestHeader request, byte[] packet) {
        if (packet.length < ReplyHeader.LENGTH) {
            return Optional.empty();
        }
        ReplyHeader header = ReplyHeader.read(packet);
        if (!header.answers(request)) {
            return Optional.empty();
        }
        if (header.status() != Status.SUCCESS.code() && header.status() != Status.ACCESS_ALLOWED.code()
                && header.status() != Status.ACCESS_DENIED.code()) {
            return Optional.of(new Answer.Refused(Status.textOf(header.status())));
        }
        if (header.reply() != command.reply().code()) {
            return Optional.of(new Answer.Refused(BAD_REPLY));
        }
        if (command.reply() == ReplyCode.NULL) {
            return Optional.of(new Answer.Done(Status.textOf(header.status())));
        }
        // One that is too short for its kind is not the whole answer: the request is sent again.
        return ReplyReader.read(header, packet).map(Answer.Reported::new);
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /// What came of a request.
    sealed interface Answer {
        /// It was done.
        ///
        /// @param line such as `200 OK`
        record Done(String line) implements Answer {
        }

        /// It was answered.
        record Reported(Report report) implements Answer {
        }

        /// It was not.
        ///
        /// @param line such as `501 Not authorised`
        record Refused(String line) implements Answer {
        }
    }
}
