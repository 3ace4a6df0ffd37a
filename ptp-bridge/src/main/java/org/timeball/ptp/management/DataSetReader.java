package org.timeball.ptp.management;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.timekeeping.time.Span;

/// Reads the data of a MANAGEMENT TLV, whose length was checked before except that of a text.
final class DataSetReader {
    /// Half the range, so that what is added to it later still fits.
    private static final long LARGEST_OFFSET_NANOS = Long.MAX_VALUE / 2;
    private final ByteBuffer from;

    private DataSetReader(ByteBuffer from) {
        this.from = from;
    }

    /// What was found wrong in a data set.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final ManagementRefusal refusal;

        Refused(ManagementRefusal refusal) {
            super(refusal.words(), null, false, false);
            this.refusal = refusal;
        }

        ManagementRefusal refusal() {
            return refusal;
        }
    }

    static DataSet read(ManagementId id, ByteBuffer from) throws Refused {
        DataSetReader reader = new DataSetReader(from);
        return switch (id) {
            case DEFAULT_DATA_SET -> reader.defaults();
            case CURRENT_DATA_SET -> new DataSet.Current(reader.word(), from.getLong(), from.getLong());
            case PARENT_DATA_SET -> reader.parent();
            case TIME_PROPERTIES_DATA_SET -> new DataSet.TimeProperties(reader.timescale());
            case PORT_DATA_SET -> reader.port();
            case TIME_STATUS_NP -> reader.timeStatus();
            case GRANDMASTER_SETTINGS_NP -> new DataSet.GrandmasterSettings(reader.quality(), reader.timescale());
            case SUBSCRIBE_EVENTS_NP -> reader.subscription();
            case PORT_PROPERTIES_NP -> reader.properties();
        };
    }

    private DataSet defaults() {
        int flags = octet();
        from.get();
        return new DataSet.Default((flags & 1) != 0, (flags & 2) != 0, word(), octet(), quality(), octet(),
                from.getLong(), octet());
    }

    private DataSet parent() {
        PortIdentity parent = identity(from);
        boolean statistics = (octet() & 1) != 0;
        from.get();
        return new DataSet.Parent(parent, statistics, word(), from.getInt(), octet(), quality(), octet(),
                from.getLong());
    }

    private DataSet port() throws Refused {
        return new DataSet.Port(identity(from), state(), from.get(), from.getLong(), from.get(), octet(), from.get(),
                octet(), from.get(), octet() & 15);
    }

    private DataSet timeStatus() throws Refused {
        long offset = from.getLong();
        if (offset == Long.MIN_VALUE || Math.abs(offset) > LARGEST_OFFSET_NANOS) {
            throw new Refused(ManagementRefusal.BAD_TIME);
        }
        long ingress = from.getLong();
        if (ingress < 0) {
            throw new Refused(ManagementRefusal.BAD_TIME);
        }
        int rate = from.getInt();
        int phase = from.getInt();
        int timeBase = word();
        word();
        long change = from.getLong();
        word();
        return new DataSet.TimeStatus(Span.ofNanos(offset), ingress, rate, phase, timeBase, change, from.getInt() != 0,
                from.getLong());
    }

    private DataSet subscription() {
        int seconds = word();
        int events = octet();
        return new DataSet.SubscribeEvents(seconds, (events & 1) != 0, (events & 2) != 0, (events & 4) != 0);
    }

    private DataSet properties() throws Refused {
        return new DataSet.PortProperties(identity(from), state(), octet(), text(from));
    }

    private PortState state() throws Refused {
        Optional<PortState> state = PortState.of(octet());
        if (state.isEmpty()) {
            throw new Refused(ManagementRefusal.BAD_STATE);
        }
        return state.get();
    }

    private ClockQuality quality() {
        return new ClockQuality(octet(), octet(), word());
    }

    private Timescale timescale() {
        int offset = from.getShort();
        int flags = octet();
        return new Timescale(offset, (flags & TimescaleFlags.LEAP_61) != 0, (flags & TimescaleFlags.LEAP_59) != 0,
                (flags & TimescaleFlags.UTC_OFFSET_VALID) != 0, (flags & TimescaleFlags.PTP_TIMESCALE) != 0,
                (flags & TimescaleFlags.TIME_TRACEABLE) != 0, (flags & TimescaleFlags.FREQUENCY_TRACEABLE) != 0,
                octet());
    }

    static PortIdentity identity(ByteBuffer from) {
        return new PortIdentity(from.getLong(), Short.toUnsignedInt(from.getShort()));
    }

    /// A text, with which the data ends, but for one byte of padding.
    static String text(ByteBuffer from) throws Refused {
        int length = Byte.toUnsignedInt(from.get());
        if (from.remaining() < length || from.remaining() > length + 1) {
            throw new Refused(ManagementRefusal.BAD_TEXT);
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        for (byte character : bytes) {
            if (character < ' ' || character > '~') {
                throw new Refused(ManagementRefusal.BAD_TEXT);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private int octet() {
        return Byte.toUnsignedInt(from.get());
    }

    private int word() {
        return Short.toUnsignedInt(from.getShort());
    }
}
