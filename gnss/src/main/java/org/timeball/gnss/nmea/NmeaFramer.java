package org.timeball.gnss.nmea;

import org.timeball.timekeeping.time.SystemInstant;

/// Cuts a stream of bytes into sentences: `$` or `!`, text, `*`, two hexadecimal digits.
///
/// It finds its way again after any garbage at the next `$`. A sentence is delivered with its second checksum digit,
/// without waiting for the end of the line. Bytes may come in pieces of any size; each sentence keeps the arrival stamp
/// that came with its first byte. It takes one byte at a time, so that another protocol's framer can share the line.
public final class NmeaFramer {
    /// Characters between `$` and `*`. The standard says 79; real receivers go to several hundred (PUBX, vendor
    /// sentences), so the bound only keeps noise from growing.
    static final int MAX_LENGTH = 1000;
    /// So many printable characters in a row before a line end are a line of text that lost its `$`; shorter runs
    /// happen in noise (8 in a row: once in 2,800 random bytes, and a line end must follow).
    private static final int TEXT_RUN = 8;

    private enum State {
        /// Looking for a start character.
        HUNT,
        /// Between `$` and `*`.
        BODY,
        /// After `*`.
        HIGH_DIGIT,
        /// After the first checksum digit.
        LOW_DIGIT
    }

    private final Sink sink;
    private final NmeaSentence sentence = new NmeaSentence();
    private State state = State.HUNT;
    private int sum;
    private int stated;
    private int textRun;
    private boolean lineCounted;

    /// Takes what the framer finds.
    public interface Sink {
        /// @param sentence a view that the framer reuses: valid only during the call
        void sentence(NmeaSentence sentence);

        /// Something that began or ended like a sentence was cut, damaged, or had no checksum. One line counts once.
        void broken();
    }

    public NmeaFramer(Sink sink) {
        this.sink = sink;
    }

    /// Takes in a piece of the stream.
    ///
    /// @param arrival the clock's reading when this piece arrived
    public void accept(byte[] bytes, SystemInstant arrival) {
        for (byte b : bytes) {
            accept(b, arrival);
        }
    }

    /// Takes in one byte.
    ///
    /// @param arrival the clock's reading when it arrived
    public void accept(byte b, SystemInstant arrival) {
        switch (state) {
            case BODY -> body(b, arrival);
            case HUNT -> hunt(b, arrival);
            case HIGH_DIGIT -> {
                int digit = Character.digit(b, 16);
                if (digit < 0) {
                    breakOff(b, arrival);
                } else {
                    stated = digit << 4;
                    state = State.LOW_DIGIT;
                }
            }
            case LOW_DIGIT -> {
                int digit = Character.digit(b, 16);
                if (digit < 0 || (stated | digit) != sum) {
                    breakOff(b, arrival);
                } else {
                    state = State.HUNT;
                    textRun = 0;
                    sentence.close();
                    sink.sentence(sentence);
                }
            }
        }
    }

    private void body(byte b, SystemInstant arrival) {
        if (b == '*') {
            state = State.HIGH_DIGIT;
        } else if (b < ' ' || b == 0x7f || b == '$' || !sentence.append(b)) {
            breakOff(b, arrival);
        } else {
            sum ^= b;
        }
    }

    private void hunt(byte b, SystemInstant arrival) {
        if (b == '$' || b == '!') {
            begin(arrival);
        } else if (b == '\r' || b == '\n') {
            if (textRun >= TEXT_RUN && !lineCounted) {
                sink.broken();
            }
            textRun = 0;
            lineCounted = false;
        } else {
            textRun = b >= ' ' && b < 0x7f ? Math.min(textRun + 1, TEXT_RUN) : 0;
        }
    }

    private void begin(SystemInstant arrival) {
        sentence.open(arrival);
        sum = 0;
        state = State.BODY;
    }

    /// The sentence cannot become good any more; the byte that broke it may start the next.
    private void breakOff(byte b, SystemInstant arrival) {
        if (sentence.looksAddressed()) {
            sink.broken();
            lineCounted = true;
        }
        state = State.HUNT;
        textRun = 0;
        hunt(b, arrival);
    }
}
