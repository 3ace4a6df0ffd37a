package org.timeball.linux.world;

import com.sun.jna.Native;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// Small files on disk, written by way of a new file beside them that takes their name once it is on the medium.
///
/// A file that is replaced keeps its mode, and stays where its symbolic link points; a new one may be read by its
/// group (mode 0640 less the umask).
public final class DiskFiles implements Files {
    /// What is larger was not written by us.
    static final int LARGEST = 1 << 20;
    private static final int CHUNK = 65_536;
    private static final int NEW_FILE_MODE = 0640;
    private static final int APPENDED_FILE_MODE = 0644;
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwxr-x---");

    /// Files of this machine; a relative path starts at the folder in which the program was started.
    public DiskFiles() {
    }

    @Override
    public Optional<byte[]> read(String path) throws WorldException {
        int fd = Libc.open(path, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            int errno = Native.getLastError();
            if (errno == Errno.ENOENT) {
                return Optional.empty();
            }
            throw failure("cannot read " + path, errno);
        }
        try {
            return Optional.of(readAll(fd, path));
        } finally {
            Libc.close(fd);
        }
    }

    private static byte[] readAll(int fd, String path) throws WorldException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        while (true) {
            long count = Libc.read(fd, chunk, chunk.length);
            if (count < 0) {
                throw failure("cannot read " + path, Native.getLastError());
            }
            if (count == 0) {
                return content.toByteArray();
            }
            content.write(chunk, 0, (int) count);
            if (content.size() > LARGEST) {
                throw new WorldException("cannot read %s: it is larger than 1 MiB; check that the path is right"
                        .formatted(path));
            }
        }
    }

    @Override
    public void replace(String path, byte[] content) throws WorldException {
        replace(path, content, NEW_FILE_MODE, true);
    }

    @Override
    public void replace(String path, byte[] content, int mode) throws WorldException {
        replace(path, content, mode, false);
    }

    private static void replace(String path, byte[] content, int mode, boolean keepsMode) throws WorldException {
        Path target = target(path);
        String temporary = target.resolveSibling("." + target.getFileName() + ".new").toString();
        Libc.unlink(temporary);
        int fd = Libc.open(temporary, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_CLOEXEC, mode);
        if (fd < 0) {
            throw failure("cannot write " + path, Native.getLastError());
        }
        int errno = write(fd, content);
        Libc.close(fd);
        if (errno == 0) {
            if (keepsMode) {
                keepMode(target, Path.of(temporary));
            }
            errno = Libc.rename(temporary, target.toString()) == 0 ? 0 : Native.getLastError();
        }
        if (errno != 0) {
            Libc.unlink(temporary);
            throw failure("cannot write " + path, errno);
        }
        syncFolder(target);
    }

    /// A log need not be on the medium when this returns.
    @Override
    public void append(String path, byte[] content) throws WorldException {
        int fd = Libc.open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_APPEND | Libc.O_CLOEXEC, APPENDED_FILE_MODE);
        if (fd < 0) {
            throw failure("cannot write " + path, Native.getLastError());
        }
        int errno = writeAll(fd, content);
        Libc.close(fd);
        if (errno != 0) {
            throw failure("cannot write " + path, errno);
        }
    }

    @Override
    public Optional<SystemInstant> modified(String path) throws WorldException {
        try {
            FileTime time = java.nio.file.Files.getLastModifiedTime(Path.of(path));
            return Optional.of(new SystemInstant(time.to(TimeUnit.NANOSECONDS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public List<String> list(String directory) throws WorldException {
        try (Stream<Path> entries = java.nio.file.Files.list(Path.of(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(directory, e);
        }
    }

    private static WorldException unreadable(String path, Exception why) {
        return new WorldException("cannot read %s: %s; check that it is what it should be and may be read"
                .formatted(path, why.getMessage()), why);
    }

    /// Where the file lies: the end of its symbolic links, or the path itself while there is no file.
    private static Path target(String path) {
        Path absolute = Path.of(path).toAbsolutePath();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return absolute;
        }
    }

    /// @return 0 once all is on the medium, or the error number
    private static int write(int fd, byte[] content) {
        int errno = writeAll(fd, content);
        return errno != 0 || Libc.fsync(fd) == 0 ? errno : Native.getLastError();
    }

    /// @return 0 once all is written, or the error number
    private static int writeAll(int fd, byte[] content) {
        byte[] rest = content;
        while (rest.length > 0) {
            long count = Libc.write(fd, rest, rest.length);
            if (count < 0) {
                return Native.getLastError();
            }
            rest = Arrays.copyOfRange(rest, (int) count, rest.length);
        }
        return 0;
    }

    private static void keepMode(Path from, Path to) throws WorldException {
        if (!java.nio.file.Files.exists(from)) {
            return;
        }
        try {
            Set<PosixFilePermission> mode = java.nio.file.Files.getPosixFilePermissions(from);
            java.nio.file.Files.setPosixFilePermissions(to, mode);
        } catch (IOException e) {
            Libc.unlink(to.toString());
            throw new WorldException("cannot write %s: its mode cannot be kept (%s); check its folder".formatted(from,
                    e.getMessage()), e);
        }
    }

    /// Makes the new name durable. File systems that cannot sync a folder say EINVAL; they have no need to.
    private static void syncFolder(Path target) {
        int fd = Libc.open(target.resolveSibling("").toString(), Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        if (fd >= 0) {
            Libc.fsync(fd);
            Libc.close(fd);
        }
    }

    @Override
    public void makeFolder(String path) throws WorldException {
        try {
            java.nio.file.Files.createDirectories(Path.of(path), PosixFilePermissions.asFileAttribute(FOLDER_MODE));
        } catch (IOException e) {
            throw new WorldException("cannot make the folder %s: %s; make it by hand".formatted(path, e.getMessage()),
                    e);
        }
    }

    @Override
    public void remove(String path) throws WorldException {
        if (Libc.unlink(path) != 0 && Native.getLastError() != Errno.ENOENT) {
            throw failure("cannot remove " + path, Native.getLastError());
        }
    }

    private static WorldException failure(String what, int errno) {
        return Errno.failure(what, errno, switch (errno) {
            case Errno.EACCES, Errno.EPERM -> "give this user the right to it";
            case Errno.ENOENT, Errno.ENOTDIR -> "create the folder it is to lie in";
            case Errno.EROFS -> "its file system is mounted read-only: choose another path";
            case Errno.EISDIR -> "that is a folder: name a file";
            case Errno.ENOSPC, Errno.EDQUOT -> "make room there";
            default -> "check the path and the medium";
        });
    }
}
