package org.timeball.daemon.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Serves pages over HTTP/1.1.
public final class WebServer implements AutoCloseable {
    private static final int LONGEST_LINE = 2_048;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LONGEST_CHUNK = 4_096;
    private static final long CLOSE_MILLIS = 2_000;
    /// A viewer of events is waited for from the first figure on, in bytes that the kernel has not taken.
    private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(16_384, 65_536);

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("web", true), NioIoHandler.newFactory());
    private final List<Channel> listening = new ArrayList<>();
    /// @throws IOException if an address cannot be had
    public WebServer(WebSettings settings, List<Page> pages) throws IOException {
        Rooms rooms = new Rooms(settings.connections(), settings.perClient());
        Site site = new Site(settings, pages);
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        InetAddress client = channel.remoteAddress().getAddress();
                        if (!rooms.enter(client)) {
                            channel.close();
                            return;
                        }
                        channel.closeFuture().addListener(_ -> rooms.leave(client));
                        channel.pipeline().addLast(new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(LONGEST_LINE).setMaxHeaderSize(LONGEST_HEADERS)
                                .setMaxChunkSize(LONGEST_CHUNK)), new WebSession(site));
                    }
                });
        for (InetSocketAddress address : settings.addresses()) {
            ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                close();
                throw new IOException("cannot serve HTTP on " + address + ": " + bound.cause().getMessage()
                        + "; choose another webport or bindwebaddress", bound.cause());
            }
            listening.add(bound.channel());
        }
    }

    /// The port of the first address.
    public int port() {
        return ((InetSocketAddress) listening.getFirst().localAddress()).getPort();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
    }
}
