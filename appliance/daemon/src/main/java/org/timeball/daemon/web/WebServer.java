package org.timeball.daemon.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Serves pages over HTTP/1.1.
public final class WebServer implements AutoCloseable {
    private static final int LONGEST_LINE = 2_048;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LONGEST_CHUNK = 4_096;
    private static final long CLOSE_MILLIS = 2_000;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("web", true), NioIoHandler.newFactory());
    private final List<Channel> listening = new ArrayList<>();
    /// Connections open now; of the loop's thread.
    private int open;

    /// @throws IOException if an address cannot be had
    public WebServer(WebSettings settings, List<Page> pages) throws IOException {
        var byPath = pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (open >= settings.connections()) {
                            channel.close();
                            return;
                        }
                        open++;
                        channel.closeFuture().addListener(_ -> open--);
                        channel.pipeline().addLast(new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(LONGEST_LINE).setMaxHeaderSize(LONGEST_HEADERS)
                                .setMaxChunkSize(LONGEST_CHUNK)), new WebSession(settings.patience(), byPath));
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
