package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.SystemInstant;

/// Byte devices of this world: serial lines and pseudo-terminals.
public interface Devices {
    /// Opens a device. Symbolic links are followed anew at each call.
    ///
    /// @throws WorldException if it is absent, busy or refused
    Device open(Line line, DeviceHandler handler) throws WorldException;

    /// @param path the device, such as `/dev/ttyAMA0`
    /// @param baud line speed in bit/s
    record Line(String path, int baud) {
        public Line {
            if (path.isEmpty()) {
                throw new IllegalArgumentException("a device needs a path, such as /dev/ttyAMA0");
            }
            if (baud < 300 || baud > 4_000_000) {
                throw new IllegalArgumentException("baud is " + baud + "; it must be 300 to 4000000");
            }
        }
    }

    /// An open device.
    interface Device extends AutoCloseable {
        void write(byte[] bytes) throws WorldException;

        @Override
        void close();
    }

    /// Takes in what a device yields, on the world's thread.
    interface DeviceHandler {
        /// @param bytes what arrived; the handler may keep it
        /// @param arrival the system clock's reading when the read returned the first of these bytes
        void received(byte[] bytes, SystemInstant arrival);

        /// The device hung up or failed. It is closed; nothing more comes from it.
        void gone(WorldException why);
    }
}
