package org.timeball.linux.world;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tinylog.Logger;

/// Runs other people's code on the world's thread and survives it.
///
/// What a callback throws is a defect of that callback: it is logged once for each class of callback, so that one that
/// fails a thousand times a second fills no disk, and the loop goes on.
final class Callbacks {
    private final Set<Class<?>> failed = ConcurrentHashMap.newKeySet();

    /// @param kind the class of the callback
    /// @param what such as `a timer`
    void run(Class<?> kind, String what, Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            if (failed.add(kind)) {
                Logger.error(e, "{} failed in {}; further failures there are not logged", what, kind.getName());
            }
        }
    }
}
