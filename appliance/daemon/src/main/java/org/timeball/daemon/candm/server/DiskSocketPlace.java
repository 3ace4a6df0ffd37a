package org.timeball.daemon.candm.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.timeball.timekeeping.world.WorldException;

/// The folder on disk. It must belong to this process's user and be closed to others (mode 0770 or less); the socket
/// in it is open to all who get there.
public final class DiskSocketPlace implements SocketPlace {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxrwx---");
    private static final Set<PosixFilePermission> SOCKET = PosixFilePermissions.fromString("rw-rw-rw-");

    @Override
    public void prepare(String socketPath) throws WorldException {
        Path folder = folder(socketPath);
        try {
            create(folder);
            Map<String, Object> attributes = Files.readAttributes(folder, "posix:permissions");
            @SuppressWarnings("unchecked")
            Set<PosixFilePermission> excess = EnumSet
                    .copyOf((Set<PosixFilePermission>) Objects.requireNonNull(attributes.get("permissions")));
            String mode = PosixFilePermissions.toString(excess);
            excess.removeAll(FOLDER);
            if (!excess.isEmpty()) {
                throw new WorldException("others can reach into %s (%s): chmod 770 %s".formatted(folder, mode, folder));
            }
            Object owner = Files.getAttribute(folder, "unix:uid");
            Object ours = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (!owner.equals(ours)) {
                throw new WorldException("%s belongs to user %s, not to this process's user %s: chown it"
                        .formatted(folder, owner, ours));
            }
        } catch (IOException e) {
            throw new WorldException("the folder %s cannot be used (%s): make it, with mode 770".formatted(folder, e),
                    e);
        }
    }

    private static void create(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder);
            // The umask does not count here.
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    @Override
    public void share(String socketPath) throws WorldException {
        try {
            Files.setPosixFilePermissions(Path.of(socketPath), SOCKET);
        } catch (IOException e) {
            throw new WorldException("the mode of %s cannot be set (%s): check its file system".formatted(socketPath,
                    e), e);
        }
    }

    private static Path folder(String socketPath) {
        Path parent = Path.of(socketPath).toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
