package org.timeball.daemon.candm.wire;

/// The first 20 bytes of a request.
///
/// @param version of the protocol
/// @param type of packet: 1 for a request
/// @param reserved the two bytes after it, which must be 0
/// @param command number of the request
/// @param attempt how often it was sent before, unsigned 16 bits
/// @param sequence of the client's choice, given back in the reply
public record RequestHeader(int version, int type, int reserved, int command, int attempt, int sequence) {
    /// The version that is spoken here.
    public static final int VERSION = 6;
    public static final int TYPE = 1;
    public static final int LENGTH = 20;

    public static RequestHeader of(CommandCode command, int attempt, int sequence) {
        return new RequestHeader(VERSION, TYPE, 0, command.code(), attempt, sequence);
    }

    /// @param packet at least [#LENGTH] bytes
    public static RequestHeader read(byte[] packet) {
        FieldReader fields = new FieldReader(packet, 0);
        return new RequestHeader(fields.u8(), fields.u8(), fields.u16(), fields.u16(), fields.u16(), fields.s32());
    }

    void write(byte[] packet) {
        new FieldWriter(packet, 0).u8(version).u8(type).u16(reserved).u16(command).u16(attempt).s32(sequence);
    }
}
