package org.timeball.linux.world;

import io.netty.channel.IoEventLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.tinylog.Logger;

/// The world's one thread, and how other people's code runs on it without ending it.
///
/// What a callback throws is a defect of that callback: it is logged once for each class of callback, so that one that
/// fails a thousand times a second fills no disk, and the loop goes on. Once the world has ended, nothing more runs.
final class WorldThread {
    private final IoEventLoop loop;
    private final Set<Class<?>> failed = ConcurrentHashMap.newKeySet();

    WorldThread(IoEventLoop loop) {
        this.loop = loop;
    }

    IoEventLoop loop() {
        return loop;
    }

    /// Runs a task of this package: now if this is the thread, else as soon as it comes to it.
    void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            post(task);
        }
    }

    /// Runs a task of this package and returns when it is done.
    void runAndWait(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.submit(task).awaitUninterruptibly();
        } catch (RejectedExecutionException e) {
            loop.terminationFuture().awaitUninterruptibly();
            task.run();
        }
    }

    /// Puts a task behind all that waits already.
    void post(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            Logger.debug("the world has ended; a task of {} is dropped", task.getClass().getName());
        }
    }

    /// Calls other people's code; on this thread only.
    ///
    /// @param kind the class of the callback
    /// @param what such as `a timer`
    void call(Class<?> kind, String what, Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            if (failed.add(kind)) {
                Logger.error(e, "{} failed in {}; further failures there are not logged", what, kind.getName());
            }
        }
    }
}
