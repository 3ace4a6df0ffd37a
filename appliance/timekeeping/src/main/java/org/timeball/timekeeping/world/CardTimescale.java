package org.timeball.timekeeping.world;

/// How the stamps of network cards read on the clock that is disciplined. Safe to call on any thread, but for [#passed];
/// allocates nothing.
public interface CardTimescale {
    /// The stamp cannot be carried over: no card of that number, or its clock is not known well enough.
    long UNKNOWN = Long.MIN_VALUE;

    /// Without cards.
    CardTimescale NONE = new CardTimescale() {
        @Override
        public boolean any() {
            return false;
        }

        @Override
        public long received(int interfaceIndex, long cardNanos, int frameBytes) {
            return UNKNOWN;
        }

        @Override
        public long sent(int interfaceIndex, long cardNanos) {
            return UNKNOWN;
        }

        @Override
        public long errorNanos(int interfaceIndex) {
            return 0;
        }

        @Override
        public void passed(int interfaceIndex) {
        }
    };

    /// Whether any card is to stamp.
    boolean any();

    /// @param cardNanos the card's clock as the packet began to arrive, nanoseconds
    /// @param frameBytes length of the frame without its check sequence; 0 where that is not known
    /// @return the disciplined clock as the packet's end arrived, nanoseconds since 1970, or [#UNKNOWN]
    long received(int interfaceIndex, long cardNanos, int frameBytes);

    /// @param cardNanos the card's clock as the packet left, nanoseconds
    /// @return the disciplined clock at that moment, nanoseconds since 1970, or [#UNKNOWN]
    long sent(int interfaceIndex, long cardNanos);

    /// How far off what is carried over may be, nanoseconds, either way.
    long errorNanos(int interfaceIndex);

    /// A packet has passed the card, whose clock is worth reading now. On the world's thread only.
    void passed(int interfaceIndex);
}
