package org.timeball.daemon.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection: a request, its answer, the next.
///
/// A request must have come whole within its time, counted from the answer before it; a byte now and then does not buy more.
/// Whatever is wrong with it is told, and the connection closed.
final class WebSession extends SimpleChannelInboundHandler<HttpObject> {
    private final Duration patience;
    private final Map<String, Page> pages;
    private @Nullable ScheduledFuture<?> limit;
    private boolean answering;

    WebSession(Duration patience, Map<String, Page> pages) {
        this.patience = patience;
        this.pages = pages;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context);
    }

    private void await(ChannelHandlerContext context) {
        limit = context.executor().schedule(() -> {
            context.close();
        }, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (limit != null) {
            limit.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (answering) {
            // Requests ahead of their answers, or the rest of one that was refused.
            if (!(part instanceof LastHttpContent)) {
                context.close();
            }
            return;
        }
        if (part.decoderResult().isFailure()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "That is no HTTP request, or one too long.");
        } else if (part instanceof HttpRequest request) {
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (!head && !request.method().equals(HttpMethod.GET)) {
            refuse(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "This box can be read only: GET or HEAD.");
            return;
        }
        if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "A request to read carries nothing.");
            return;
        }
        String path = request.uri().split("\\?", 2)[0];
        Page page = pages.get(path);
        if (page == null) {
            refuse(context, HttpResponseStatus.NOT_FOUND, "There is no such page; there are "
                    + String.join(", ", pages.keySet().stream().sorted().toList()) + ".");
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        answering = true;
        page.read(bytes -> context.executor()
                .execute(() -> send(context, HttpResponseStatus.OK, page.type(), bytes, head, keepAlive)));
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        answering = true;
        send(context, status, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8), false, false);
    }

    private void send(ChannelHandlerContext context, HttpResponseStatus status, String type, byte[] bytes, boolean head,
            boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("x-content-type-options", "nosniff")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'")
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        if (limit != null) {
            limit.cancel(false);
        }
        ChannelFuture sent = context.writeAndFlush(response);
        if (keepAlive) {
            answering = false;
            await(context);
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
            await(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
