package org.timeball.ptp.management;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// One management message with its one TLV (IEEE 1588-2008 sections 13.3 and 15.4). All fields are big-endian.
///
/// @param action what it wants
/// @param domain 0 to 255; ptp4l ignores messages of another domain than its own
/// @param sequence 0 to 65535; an answer repeats it, ptp4l's notifications have their own
/// @param source who sends it
/// @param target for whom it is
public record ManagementMessage(Action action, int domain, int sequence, PortIdentity source, PortIdentity target,
        Content content) implements ManagementReading {
    private static final int TYPE_MANAGEMENT = 0xd;
    private static final int VERSION = 2;
    /// Header (34), target (10), hops (2), action and a reserved byte.
    private static final int TLV_AT = 48;
    /// Type and length.
    private static final int TLV_HEAD = 4;
    private static final int TLV_MANAGEMENT = 1;
    private static final int TLV_ERROR_STATUS = 2;
    private static final int LEAST = TLV_AT + TLV_HEAD + 2;
    private static final int SOURCE_AT = 20;
    private static final int CONTROL_MANAGEMENT = 4;
    private static final int NO_INTERVAL = 0x7f;
    /// The error and its managementId, and a reserved word; the text behind them may be left out.
    private static final int LEAST_ERROR = 8;

    public ManagementMessage {
        if (domain < 0 || domain > 255 || sequence < 0 || sequence > 65_535) {
            throw new IllegalArgumentException(
                    "a PTP domain is 0 to 255 and a sequence number 0 to 65535, not " + domain
                            + " and " + sequence);
        }
    }

    public byte[] encode() {
        ByteBuffer to = ByteBuffer.allocate(LEAST + 512);
        to.put((byte) TYPE_MANAGEMENT).put((byte) VERSION).putShort((short) 0).put((byte) domain).position(SOURCE_AT);
        DataSetWriter.identity(source, to);
        to.putShort((short) sequence).put((byte) CONTROL_MANAGEMENT).put((byte) NO_INTERVAL);
        DataSetWriter.identity(target, to);
        to.put((byte) 0).put((byte) 0).put((byte) action.ordinal()).put((byte) 0);
        switch (content) {
            case Content.Request(ManagementId id) ->
                to.putShort((short) TLV_MANAGEMENT).putShort((short) 0).putShort((short) id.number());
            case Content.ErrorStatus(int error, int id, String display) -> {
                to.putShort((short) TLV_ERROR_STATUS).putShort((short) 0).putShort((short) error).putShort((short) id)
                        .putInt(0);
                if (!display.isEmpty()) {
                    DataSetWriter.text(display, to);
                }
            }
            case DataSet set -> {
                to.putShort((short) TLV_MANAGEMENT).putShort((short) 0).putShort((short) set.id().number());
                DataSetWriter.write(set, to);
            }
        }
        int length = to.position();
        to.putShort(2, (short) length).putShort(TLV_AT + 2, (short) (length - TLV_AT - TLV_HEAD));
        return Arrays.copyOf(to.array(), length);
    }

    /// Takes a datagram apart.
    public static ManagementReading decode(byte[] datagram) {
        if (datagram.length < LEAST) {
            return ManagementRefusal.TRUNCATED;
        }
        ByteBuffer from = ByteBuffer.wrap(datagram);
        if ((from.get() & 15) != TYPE_MANAGEMENT) {
            return ManagementRefusal.NOT_MANAGEMENT;
        }
        if ((from.get() & 15) != VERSION) {
            return ManagementRefusal.WRONG_VERSION;
        }
        int tlvLength = Short.toUnsignedInt(from.getShort(TLV_AT + 2));
        if (Short.toUnsignedInt(from.getShort()) != datagram.length
                || TLV_AT + TLV_HEAD + tlvLength != datagram.length) {
            return ManagementRefusal.WRONG_LENGTH;
        }
        int domain = Byte.toUnsignedInt(from.get());
        from.position(SOURCE_AT);
        PortIdentity source = DataSetReader.identity(from);
        int sequence = Short.toUnsignedInt(from.getShort());
        from.position(from.position() + 2);
        PortIdentity target = DataSetReader.identity(from);
        int action = from.get(from.position() + 2) & 15;
        if (action >= Action.values().length) {
            return ManagementRefusal.BAD_ACTION;
        }
        try {
            Content content = content(Action.values()[action], from.position(TLV_AT));
            return new ManagementMessage(Action.values()[action], domain, sequence, source, target, content);
        } catch (DataSetReader.Refused refused) {
            return refused.refusal();
        }
    }

    private static Content content(Action action, ByteBuffer from) throws DataSetReader.Refused {
        int type = from.getShort();
        from.getShort();
        if (type == TLV_ERROR_STATUS) {
            if (from.remaining() < LEAST_ERROR) {
                throw new DataSetReader.Refused(ManagementRefusal.WRONG_DATA);
            }
            int error = Short.toUnsignedInt(from.getShort());
            int id = Short.toUnsignedInt(from.getShort());
            from.getInt();
            return new Content.ErrorStatus(error, id, from.hasRemaining() ? DataSetReader.text(from) : "");
        }
        if (type != TLV_MANAGEMENT) {
            throw new DataSetReader.Refused(ManagementRefusal.WRONG_TLV);
        }
        Optional<ManagementId> id = ManagementId.of(Short.toUnsignedInt(from.getShort()));
        if (id.isEmpty()) {
            throw new DataSetReader.Refused(ManagementRefusal.UNKNOWN_ID);
        }
        if (action == Action.GET && !from.hasRemaining()) {
            return new Content.Request(id.get());
        }
        if (!id.get().fits(from.remaining())) {
            throw new DataSetReader.Refused(ManagementRefusal.WRONG_DATA);
        }
        return DataSetReader.read(id.get(), from);
    }
}
