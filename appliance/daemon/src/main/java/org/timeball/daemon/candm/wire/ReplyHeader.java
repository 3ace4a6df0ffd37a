package org.timeball.daemon.candm.wire;

/// The first 28 bytes of a reply.
///
/// @param version of the protocol
/// @param type of packet: 2 for a reply
/// @param reserved the two bytes after it, which must be 0
/// @param command number of the request that is answered
/// @param reply number of the kind of reply
/// @param status number of the status
/// @param sequence that of the request
public record ReplyHeader(int version, int type, int reserved, int command, int reply, int status, int sequence) {
    public static final int TYPE = 2;
    public static final int LENGTH = 28;
    private static final int SEQUENCE_AT = 16;

    /// @param packet at least [#LENGTH] bytes
    public static ReplyHeader read(byte[] packet) {
        FieldReader fields = new FieldReader(packet, 0);
        int version = fields.u8();
        int type = fields.u8();
        int reserved = fields.u16();
        int command = fields.u16();
        int reply = fields.u16();
        int status = fields.u16();
        fields.skip(SEQUENCE_AT - 10);
        return new ReplyHeader(version, type, reserved, command, reply, status, fields.s32());
    }

    void write(byte[] packet) {
        new FieldWriter(packet, 0).u8(version).u8(type).u16(reserved).u16(command).u16(reply).u16(status)
                .skip(SEQUENCE_AT - 10).s32(sequence);
    }

    /// Whether it answers a request.
    public boolean answers(RequestHeader request) {
        return version == RequestHeader.VERSION && type == TYPE && reserved == 0 && command == request.command()
                && sequence == request.sequence();
    }
}
