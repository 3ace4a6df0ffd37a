package org.timeball.linux.world;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;

/// The entry that a bound Unix socket leaves in the file system.
///
/// @param path where
/// @param identity its inode, so that only our own is removed
record SocketFile(Path path, Object identity) {
    /// Type of file in st_mode (`<linux/stat.h>`).
    private static final int S_IFMT = 0xf000;
    private static final int S_IFSOCK = 0xc000;
    private static final int SOCK_DGRAM = 2;

    /// The entry of a socket just bound; empty for UDP and for an abstract name.
    static Optional<SocketFile> of(Address local) {
        return switch (local) {
            case Address.Udp _ -> Optional.empty();
            case Address.Unix(String name) when name.startsWith("\0") -> Optional.empty();
            case Address.Unix(String name) -> {
                Path path = Path.of(name);
                yield identity(path).map(identity -> new SocketFile(path, identity));
            }
        };
    }

    /// Removes the entry at a Unix address if it is a socket that nobody listens on any more.
    ///
    /// @return whether the address may be tried again
    static boolean removeStale(Address local, SocketAddress written, int size) {
        return switch (local) {
            case Address.Udp _ -> false;
            case Address.Unix(String name) -> !name.startsWith("\0") && isSocket(Path.of(name))
                    && isAbandoned(written, size) && Libc.unlink(name) == 0;
        };
    }

    private static boolean isSocket(Path path) {
        try {
            return ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & S_IFMT) == S_IFSOCK;
        } catch (IOException e) {
            return false;
        }
    }

    /// A socket file whose owner is gone refuses a connection; one of another kind says so, and is in use.
    private static boolean isAbandoned(SocketAddress address, int size) {
        int probe = Libc.socket(SocketAddress.AF_UNIX, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
        if (probe < 0) {
            return false;
        }
        int errno = Libc.connect(probe, address.pointer(), size) == 0 ? 0 : Native.getLastError();
        Libc.close(probe);
        return errno == Errno.ECONNREFUSED;
    }

    private static Optional<Object> identity(Path path) {
        try {
            return Optional.of(Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Removes the entry unless another has taken its place.
    void remove() {
        if (identity(path).filter(identity::equals).isPresent()) {
            Libc.unlink(path.toString());
        }
    }
}
