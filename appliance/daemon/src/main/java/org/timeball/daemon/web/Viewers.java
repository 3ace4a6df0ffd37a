package org.timeball.daemon.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Those who look at one live page. On the server's thread; while nobody looks, nothing runs.
///
/// An event is put into bytes once for all. Whoever takes none in for longer than the server's patience is closed.
final class Viewers {
    private final LivePage page;
    private final int most;
    private final Duration patience;
    /// Since when each takes nothing in; 0 while all is well.
    private final Map<Channel, Long> stalledSince = new HashMap<>();
    private @Nullable ScheduledFuture<?> clock;
    private long second;

    /// @param most who may look at once
    Viewers(LivePage page, int most, Duration patience) {
        this.page = page;
        this.most = most;
        this.patience = patience;
    }

    boolean isFull() {
        return stalledSince.size() >= most;
    }

    /// @param viewer has got the head of the answer
    void add(Channel viewer) {
        EventLoop loop = viewer.eventLoop();
        stalledSince.put(viewer, 0L);
        viewer.closeFuture().addListener(_ -> remove(viewer));
        page.feeds().forEach(feed -> feed.page().read(loop,
                made -> made.ifPresent(bytes -> send(viewer, event(feed, bytes)))));
        if (clock == null) {
            clock = loop.scheduleAtFixedRate(() -> tick(loop), 1, 1, TimeUnit.SECONDS);
        }
    }

    private void remove(Channel viewer) {
        stalledSince.remove(viewer);
        if (stalledSince.isEmpty() && clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    private void tick(EventLoop loop) {
        second++;
        List.copyOf(stalledSince.keySet()).forEach(this::look);
        for (LivePage.Feed feed : page.feeds()) {
            if (second % feed.everySeconds() == 0) {
                feed.page().read(loop, made -> made.ifPresent(bytes -> {
                    ByteBuf event = event(feed, bytes);
                    List.copyOf(stalledSince.keySet()).forEach(viewer -> send(viewer, event));
                }));
            }
        }
    }

    private void look(Channel viewer) {
        long now = System.nanoTime();
        long since = stalledSince.getOrDefault(viewer, 0L);
        if (viewer.isWritable()) {
            stalledSince.put(viewer, 0L);
        } else if (since == 0) {
            stalledSince.put(viewer, now);
        } else if (now - since > patience.toNanos()) {
            viewer.close();
        }
    }

    private static ByteBuf event(LivePage.Feed feed, byte[] data) {
        byte[] start = ("event: " + feed.name() + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(start, data, new byte[]{'\n', '\n'}));
    }

    private static void send(Channel viewer, ByteBuf event) {
        if (viewer.isWritable()) {
            viewer.writeAndFlush(new DefaultHttpContent(event.duplicate()));
        }
    }
}
