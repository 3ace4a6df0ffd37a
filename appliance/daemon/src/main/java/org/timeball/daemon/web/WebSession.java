package org.timeball.daemon.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection: a request, its answer, the next; or a live page until either side ends it.
///
/// A request must have come whole within its time, counted from the answer before it; a byte now and then does not buy more.
/// Whatever is wrong with it is told, and the connection closed.
final class WebSession extends SimpleChannelInboundHandler<HttpObject> {
    /// Scripts, styles, pictures and data come from this box alone; nothing lies within the page itself, and no other page
    /// may frame it.
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String TEXT = "text/plain; charset=utf-8";
    /// In which an answer must have been taken in, in units of the server's patience.
    private static final int TAKING = 6;

    private final Site site;
    private @Nullable ScheduledFuture<?> limit;
    private boolean answering;

    WebSession(Site site) {
        this.site = site;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context, 1);
    }

    /// Closes the connection unless something happens within some times the server's patience.
    private void await(ChannelHandlerContext context, int times) {
        rest();
        limit = context.executor().schedule(() -> {
            context.close();
        }, times * site.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void rest() {
        if (limit != null) {
            limit.cancel(false);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        rest();
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
        Optional<Page> page = site.page(request.uri());
        if (page.isEmpty()) {
            refuse(context, HttpResponseStatus.NOT_FOUND, "There is no such page; there are " + site.paths() + ".");
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        switch (page.get()) {
            case FixedPage fixed -> send(context, fixed, request, head, keepAlive);
            case FreshPage<?> fresh -> {
                answering = true;
                await(context, TAKING);
                fresh.read(context.executor(), made -> made.ifPresentOrElse(
                        bytes -> send(context, response(HttpResponseStatus.OK, fresh.type(), bytes, head), keepAlive,
                                fresh.fileName()),
                        () -> refuse(context, HttpResponseStatus.INTERNAL_SERVER_ERROR,
                                "The page could not be made; the daemon's log says why.")));
            }
            case LivePage live -> show(context, live, head);
        }
    }

    private void send(ChannelHandlerContext context, FixedPage page, HttpRequest request, boolean head,
            boolean keepAlive) {
        boolean known = page.tag().equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        DefaultFullHttpResponse response = known
                ? new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_MODIFIED)
                : response(HttpResponseStatus.OK, page.type(), page.bytes(), head);
        response.headers().set(HttpHeaderNames.ETAG, page.tag()).set(HttpHeaderNames.CACHE_CONTROL,
                HttpHeaderValues.NO_CACHE);
        send(context, response, keepAlive, Optional.empty());
    }

    private void show(ChannelHandlerContext context, LivePage page, boolean head) {
        Viewers viewers = site.viewers(page);
        if (viewers.isFull()) {
            refuse(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many look at this box already; try again.");
            return;
        }
        answering = true;
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        harmless(response.headers()).set(HttpHeaderNames.CONTENT_TYPE, LivePage.TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        HttpUtil.setTransferEncodingChunked(response, true);
        if (head) {
            context.write(response);
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(_ -> context.close());
            return;
        }
        rest();
        context.writeAndFlush(response);
        viewers.add(context.channel());
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        send(context, response(status, TEXT, (why + "\n").getBytes(StandardCharsets.UTF_8), false), false,
                Optional.empty());
    }

    private static DefaultFullHttpResponse response(HttpResponseStatus status, String type, byte[] bytes,
            boolean head) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return response;
    }

    private static HttpHeaders harmless(HttpHeaders headers) {
        return headers.set("x-content-type-options", "nosniff").set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set("referrer-policy", "no-referrer").set("cross-origin-resource-policy", "same-origin");
    }

    private void send(ChannelHandlerContext context, DefaultFullHttpResponse response, boolean keepAlive,
            Optional<String> fileName) {
        answering = true;
        harmless(response.headers()).set(HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        fileName.ifPresent(name -> response.headers().set(HttpHeaderNames.CONTENT_DISPOSITION,
                "attachment; filename=\"" + name + "\""));
        await(context, TAKING);
        ChannelFuture sent = context.writeAndFlush(response);
        sent.addListener(_ -> {
            if (keepAlive && sent.isSuccess()) {
                answering = false;
                await(context, 1);
            } else {
                context.close();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
