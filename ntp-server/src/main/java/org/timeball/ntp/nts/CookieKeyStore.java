package org.timeball.ntp.nts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Keeps the keys of cookies: makes them, changes them after each period, and has them survive a restart.
///
/// The file `ntskeys` has a line that names its format, one with the time at which the current key came into use
/// (seconds since 1970), and four of a key each, oldest first; it is for its owner alone. Servers that have the same
/// file honour each other's cookies.
///
/// Lives on the world's thread; [#current] may be read by any.
public final class CookieKeyStore implements AutoCloseable {
    private static final String FORMAT = "timeball-nts-keys 1";
    private static final String FILE = "ntskeys";
    private static final int OWNER_ONLY = 0600;
    private static final int HEADER_LINES = 2;

    private final World world;
    private final @Nullable String path;
    private final Span period;
    private volatile CookieKeys keys;
    private SystemInstant since;
    private Timer next = () -> {
    };

    /// Reads the keys, or makes them.
    ///
    /// @param directory where the file lies; empty to keep the keys in memory only
    /// @param period how long a key is used; zero if the file is managed by others
    public CookieKeyStore(World world, Optional<String> directory, Span period) {
        this.world = world;
        this.period = period;
        path = directory.map(name -> name + "/" + FILE).orElse(null);
        since = world.clock().now();
        keys = CookieKeys.create(world.random());
        if (!load()) {
            save();
        }
        if (period.nanos() > 0) {
            rotateLater();
        }
    }

    CookieKeys current() {
        return keys;
    }

    /// Reads the file again: somebody else may have changed it.
    public void reload() {
        load();
    }

    /// @return whether there was a file that could be used
    private boolean load() {
        if (path == null) {
            return false;
        }
        try {
            Optional<byte[]> content = world.files().read(path);
            if (content.isEmpty()) {
                return false;
            }
            return parse(new String(content.get(), StandardCharsets.US_ASCII).lines().toList());
        } catch (WorldException e) {
            Logger.warn("The keys of NTS cookies are not read: {}", e.getMessage());
            return false;
        }
    }

    private boolean parse(List<String> lines) {
        List<CookieKey> read = new ArrayList<>();
        lines.stream().skip(HEADER_LINES).forEach(line -> CookieKey.parse(line).ifPresent(read::add));
        if (lines.size() != HEADER_LINES + CookieKeys.COUNT || read.size() != CookieKeys.COUNT
                || !lines.getFirst().equals(FORMAT)) {
            Logger.warn("{}: this is no file of NTS keys as this program writes it ({}); it is not used; remove it",
                    path, FORMAT);
            return false;
        }
        try {
            since = new SystemInstant(Math.multiplyExact(Long.parseLong(lines.get(1)), Span.ofSeconds(1).nanos()));
        } catch (ArithmeticException | NumberFormatException e) {
            Logger.warn("{}:2: '{}' is no time in seconds since 1970; the keys are taken for new", path, lines.get(1));
            since = world.clock().now();
        }
        keys = new CookieKeys(read);
        return true;
    }

    private void save() {
        if (path == null || period.nanos() == 0) {
            return;
        }
        StringBuilder text = new StringBuilder(FORMAT).append('\n')
                .append(since.epochSecond()).append('\n');
        keys.keys().forEach(key -> text.append(key.line()).append('\n'));
        try {
            world.files().replace(path, text.toString().getBytes(StandardCharsets.US_ASCII), OWNER_ONLY);
        } catch (WorldException e) {
            Logger.warn("The keys of NTS cookies are not kept: {}", e.getMessage());
        }
    }

    /// A clock that was set back or far ahead since makes the wait no longer than a period, and no shorter than nothing.
    private void rotateLater() {
        long used = Math.clamp(world.clock().now().since(since).nanos(), 0, period.nanos());
        next = world.timers().after(new Span(period.nanos() - used), this::rotate);
    }

    private void rotate() {
        keys = keys.rotated(world.random());
        since = world.clock().now();
        save();
        rotateLater();
    }

    @Override
    public void close() {
        next.cancel();
        save();
    }
}
