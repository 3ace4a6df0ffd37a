package org.timeball.simulator.clknetsim.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What clknetsim answers. A reply does not say what it is: whoever asked knows.
public sealed interface Reply {
    /// To REGISTER.
    ///
    /// @param subnets how many networks there are
    /// @param clocks how many clocks the node has
    record Registered(int subnets, int clocks) implements Reply {
        public static Registered decode(byte[] packet) {
            ByteBuffer in = Frame.of(packet, 8, "a reply to REGISTER");
            return new Registered(in.getInt(), in.getInt());
        }
    }

    /// To GETTIME.
    record Time(Readings readings) implements Reply {
        public static Time decode(byte[] packet) {
            return new Time(Readings.read(Frame.of(packet, Readings.SIZE, "a reply to GETTIME")));
        }
    }

    /// To ADJTIMEX.
    ///
    /// @param state TIME_OK 0, INS 1, DEL 2, OOP 3, WAIT 4; -1 where a field was refused
    /// @param fields all of the clock's settings; `seconds` and `fraction` are never filled
    record Adjusted(int state, TimexFields fields) implements Reply {
        public static Adjusted decode(byte[] packet) {
            ByteBuffer in = Frame.of(packet, 8 + TimexFields.SIZE, "a reply to ADJTIMEX");
            int state = in.getInt();
            in.getInt();
            return new Adjusted(state, TimexFields.read(in));
        }
    }

    /// To SELECT.
    ///
    /// @param event why it ended
    /// @param kind what the packet is, where one ended it; `subnet`, `from` and the ports are the packet's
    /// @param readings of clock 0, at the new time
    record Selected(Event event, Payload.Kind kind, int subnet, int from, int sourcePort, int destinationPort,
            Readings readings) implements Reply {
        /// Why a SELECT ended, by its number on the wire.
        public enum Event {
            TIMEOUT,
            PACKET,
            BROADCAST,
            TERMINATE
        }

        public static Selected decode(byte[] packet) {
            ByteBuffer in = Frame.of(packet, 64, "a reply to SELECT");
            int event = in.getInt();
            if (event < 0 || event >= Event.values().length) {
                throw new ProtocolException("a reply to SELECT gives the reason " + event + "; there is none such");
            }
            return new Selected(Event.values()[event], Payload.Kind.of(in.getInt()), in.getInt(), in.getInt(),
                    in.getInt(), in.getInt(), Readings.read(in));
        }
    }

    /// To RECV.
    record Received(Payload payload) implements Reply {
        public static Received decode(byte[] packet) {
            return new Received(Payload.read(ByteBuffer.wrap(packet).order(ByteOrder.nativeOrder())));
        }
    }

    /// To GETREFSAMPLE.
    ///
    /// @param time what the real clock read when the sample was taken, seconds since network time 0
    /// @param offset real clock minus the reference, seconds
    /// @param valid whether there is a sample
    record ReferenceSample(double time, double offset, boolean valid) implements Reply {
        public static ReferenceSample decode(byte[] packet) {
            ByteBuffer in = Frame.of(packet, 24, "a reply to GETREFSAMPLE");
            return new ReferenceSample(in.getDouble(), in.getDouble(), in.getInt() != 0);
        }
    }

    /// To GETREFOFFSETS.
    ///
    /// @param offsets the next errors of the reference, in the order in which its readings use them, seconds
    record ReferenceOffsets(double[] offsets) implements Reply {
        public static ReferenceOffsets decode(byte[] packet) {
            ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.nativeOrder());
            int count = packet.length < 8 ? -1 : in.getInt();
            if (count < 1 || packet.length != 8 + 8 * count) {
                throw new ProtocolException("a reply to GETREFOFFSETS has " + packet.length + " bytes for " + count);
            }
            in.getInt();
            double[] offsets = new double[count];
            in.asDoubleBuffer().get(offsets);
            return new ReferenceOffsets(offsets);
        }
    }

    /// The packet that carries it.
    default byte[] encode() {
        return switch (this) {
            case Registered(int subnets, int clocks) -> Frame.ofSize(8).putInt(subnets).putInt(clocks).array();
            case Time(Readings readings) -> {
                ByteBuffer out = Frame.ofSize(Readings.SIZE);
                readings.write(out);
                yield out.array();
            }
            case Adjusted(int state, TimexFields fields) -> {
                ByteBuffer out = Frame.ofSize(8 + TimexFields.SIZE).putInt(state).putInt(0);
                fields.write(out);
                yield out.array();
            }
            case Selected(Selected.Event event, Payload.Kind kind, int subnet, int from, int sourcePort, int destinationPort, Readings readings) -> {
                ByteBuffer out = Frame.ofSize(64).putInt(event.ordinal()).putInt(kind.ordinal()).putInt(subnet)
                        .putInt(from).putInt(sourcePort).putInt(destinationPort);
                readings.write(out);
                yield out.array();
            }
            case Received(Payload payload) -> {
                ByteBuffer out = Frame.ofSize(payload.size());
                payload.write(out);
                yield out.array();
            }
            case ReferenceSample(double time, double offset, boolean valid) -> Frame.ofSize(24).putDouble(time)
                    .putDouble(offset).putInt(valid ? 1 : 0).array();
            case ReferenceOffsets(double[] offsets) -> {
                ByteBuffer out = Frame.ofSize(8 + 8 * offsets.length).putInt(offsets.length).putInt(0);
                out.asDoubleBuffer().put(offsets);
                yield out.array();
            }
        };
    }
}
