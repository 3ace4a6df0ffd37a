package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What a node asks of clknetsim. At most one request that is answered may be under way.
public sealed interface Request {
    /// The first request; answered when the node's time has come to start.
    ///
    /// @param node counted from 0
    record Register(int node) implements Request {
    }

    /// Answered by [Readings].
    ///
    /// @param clock counted from 0
    record GetTime(int clock) implements Request {
    }

    /// Not answered.
    ///
    /// @param seconds what the clock is to read, since network time 0
    record SetTime(int clock, double seconds) implements Request {
    }

    /// Answered by [Reply.Adjusted].
    record AdjustTimex(int clock, TimexFields fields) implements Request {
    }

    /// Lets time pass; answered by [Reply.Selected].
    ///
    /// @param timeout seconds of the node's monotonic clock; none below 0
    /// @param read whether packets end it; they queue otherwise
    record Select(double timeout, boolean read) implements Request {
    }

    /// Not answered.
    record Send(Payload payload) implements Request {
    }

    /// Takes the oldest packet that waits; answered by a [Payload].
    record Receive() implements Request {
    }

    /// Answered by [Reply.ReferenceSample].
    record GetReferenceSample() implements Request {
    }

    /// Answered by [Reply.ReferenceOffsets].
    record GetReferenceOffsets() implements Request {
    }

    /// The last request, not answered.
    record Deregister() implements Request {
    }

    /// The packet that carries it.
    default byte[] encode() {
        return switch (this) {
            case Register(int node) -> head(1, 4).putInt(node).array();
            case GetTime(int clock) -> head(2, 4).putInt(clock).array();
            case SetTime(int clock, double seconds) -> head(3, 16).putInt(clock).putInt(0).putDouble(seconds).array();
            case AdjustTimex(int clock, TimexFields fields) -> {
                ByteBuffer body = head(4, 8 + TimexFields.SIZE).putInt(clock).putInt(0);
                fields.write(body);
                yield body.array();
            }
            case Select(double timeout, boolean read) -> head(6, 16).putDouble(timeout).putInt(read ? 1 : 0).array();
            case Send(Payload payload) -> {
                ByteBuffer body = head(7, payload.size());
                payload.write(body);
                yield body.array();
            }
            case Receive() -> head(8, 0).array();
            case GetReferenceSample() -> head(9, 0).array();
            case GetReferenceOffsets() -> head(10, 0).array();
            case Deregister() -> head(11, 0).array();
        };
    }

    private static ByteBuffer head(int code, int bodySize) {
        return Frame.ofSize(8 + bodySize).putInt(code).putInt(0);
    }

    /// Reads a packet.
    ///
    /// @throws ProtocolException if it is no request or has not its length
    static Request decode(byte[] packet) {
        if (packet.length < 8) {
            throw new ProtocolException("a request has " + packet.length + " bytes, fewer than its head");
        }
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.nativeOrder());
        int code = in.getInt();
        in.getInt();
        return switch (code) {
            case 1 -> new Register(sized(in, code, 4).getInt());
            case 2 -> new GetTime(sized(in, code, 4).getInt());
            case 3 -> new SetTime(sized(in, code, 16).getInt(), in.getDouble(in.position() + 4));
            case 4 -> {
                int clock = sized(in, code, 8 + TimexFields.SIZE).getInt();
                in.getInt();
                yield new AdjustTimex(clock, TimexFields.read(in));
            }
            case 6 -> new Select(sized(in, code, 16).getDouble(), in.getInt() != 0);
            case 7 -> new Send(Payload.read(in));
            case 8 -> empty(in, code, new Receive());
            case 9 -> empty(in, code, new GetReferenceSample());
            case 10 -> empty(in, code, new GetReferenceOffsets());
            case 11 -> empty(in, code, new Deregister());
            default -> throw new ProtocolException("there is no request " + code);
        };
    }

    private static ByteBuffer sized(ByteBuffer in, int code, int bodySize) {
        if (in.remaining() != bodySize) {
            throw new ProtocolException("request %d has a body of %d bytes, not %d".formatted(code, in.remaining(),
                    bodySize));
        }
        return in;
    }

    private static Request empty(ByteBuffer in, int code, Request request) {
        sized(in, code, 0);
        return request;
    }
}
