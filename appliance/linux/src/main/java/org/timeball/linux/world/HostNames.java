package org.timeball.linux.world;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.timeball.linux.libc.AddressLookup;
import org.timeball.linux.libc.AddressLookup.Outcome;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names;
import org.tinylog.Logger;

/// Host names through the C library (/etc/hosts, DNS, whatever nsswitch.conf says), asked on threads of their own.
///
/// A name server that does not answer holds a thread for some 10 s or more, hence several, which are there only while
/// there is something to ask.
final class HostNames implements Names {
    private static final int THREADS = 4;

    private final WorldThread thread;
    private final ExecutorService askers;

    HostNames(WorldThread thread) {
        this.thread = thread;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> Thread.ofPlatform().name("names").daemon().unstarted(task));
        pool.allowCoreThreadTimeOut(true);
        askers = pool;
    }

    @Override
    public void resolve(String host, Family family, Consumer<Answer> answer) {
        try {
            askers.execute(() -> {
                Answer found = ask(host, family);
                thread.post(() -> thread.call(answer.getClass(), "who asked for a name", () -> answer.accept(found)));
            });
        } catch (RejectedExecutionException e) {
            Logger.debug("the world has ended; {} is not looked up", host);
        }
    }

    private static Answer ask(String host, Family family) {
        return switch (AddressLookup.of(host)) {
            case Outcome.Addresses(List<IpAddress> all) -> {
                List<IpAddress> wanted = all.stream().filter(ip -> fits(ip, family)).toList();
                yield wanted.isEmpty()
                        ? new Answer.Unknown(
                                "%s has no %s address".formatted(host, family == Family.V4 ? "IPv4" : "IPv6"))
                        : new Answer.Found(wanted);
            }
            case Outcome.Failed(String why, boolean forNow) ->
                forNow ? new Answer.TryAgain(why) : new Answer.Unknown(why);
        };
    }

    private static boolean fits(IpAddress ip, Family family) {
        return switch (family) {
            case ANY -> true;
            case V4 -> ip.isV4();
            case V6 -> !ip.isV4();
        };
    }

    /// What is being asked is not waited for.
    void close() {
        askers.shutdownNow();
    }
}
