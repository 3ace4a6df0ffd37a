package org.timeball.gnss.gpsd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tinylog.Logger;

/// One client, from its connection to its end; on the service's thread.
///
/// A client that does not read what it asked for loses objects, never holds anybody up, and never makes memory grow.
final class GpsdSession extends ChannelInboundHandlerAdapter {
    private final GpsdServer server;
    private final Request.Reader requests = new Request.Reader();
    private Watch watch = Watch.NOTHING;

    GpsdSession(GpsdServer server) {
        this.server = server;
    }

    Watch watch() {
        return watch;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        server.joined(this, context.channel());
        line(context.channel(), server.answers().version());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.left(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        for (Request request : requests.accept(bytes)) {
            answer(context.channel(), request);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Logger.debug("gpsd client {}: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }

    private void answer(Channel channel, Request request) {
        switch (request.word()) {
            case "VERSION" -> line(channel, server.answers().version());
            case "DEVICES" -> line(channel, server.answers().devices(server.device()));
            case "DEVICE" -> line(channel, server.answers().device(server.device()));
            case "POLL" -> line(channel, server.poll());
            case "WATCH" -> watch(channel, request.argument());
            default -> line(channel, Answers.error("Unrecognized request '" + request.word() + "'"));
        }
    }

    private void watch(Channel channel, String argument) {
        if (!argument.isEmpty()) {
            try {
                watch = watch.changedBy(argument);
            } catch (IOException e) {
                line(channel, Answers.error("Invalid WATCH: " + e.getMessage().lines().findFirst().orElse("")));
                return;
            }
            line(channel, server.answers().devices(server.device()));
        }
        line(channel, Answers.watch(watch));
    }

    /// Writes an object and its line end.
    static void line(Channel channel, String object) {
        bytes(channel, (object + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(Channel channel, byte[] bytes) {
        if (channel.isWritable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }
    }
}
