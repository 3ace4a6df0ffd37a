package org.timeball.linux.world;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.process.InheritedSockets;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.WorldException;

/// TCP connections on the loop, as Netty's channels.
final class LoopStreams implements Streams {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    /// IPPROTO_IPV6 and IPV6_V6ONLY of linux/in6.h: IPv4 has a socket of its own.
    private static final ChannelOption<Integer> V6_ONLY = new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

    private final WorldThread thread;
    private final IoEventLoopGroup group;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    LoopStreams(WorldThread thread, IoEventLoopGroup group) {
        this.thread = thread;
        this.group = group;
    }

    @Override
    public AutoCloseable listen(Endpoint local, Acceptor acceptor) throws WorldException {
        // On a thread of its own, so that the outcome can be waited for on any.
        IoEventLoopGroup accepting = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("accept", true),
                EpollIoHandler.newFactory());
        OptionalInt inherited = InheritedSockets.take(InheritedSockets.Kind.TCP,
                new Address.Udp(local.ip(), local.port()));
        ServerBootstrap bootstrap = new ServerBootstrap().group(accepting, group)
                .channelFactory(() -> inherited.isPresent()
                        ? new EpollServerSocketChannel(inherited.getAsInt())
                        : new EpollServerSocketChannel(
                                local.ip().isV4() ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6))
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        LoopStream stream = new LoopStream();
                        channel.pipeline().addLast(stream);
                        thread.call(acceptor.getClass(), "who listens for connections", () -> stream.handler = acceptor
                                .accepted(stream, endpoint(channel.remoteAddress())));
                    }
                });
        if (inherited.isEmpty()) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).option(EpollChannelOption.IP_FREEBIND, true);
            if (!local.ip().isV4()) {
                bootstrap.option(V6_ONLY, 1);
            }
        }
        ChannelFuture bound = (inherited.isPresent() ? bootstrap.register() : bootstrap.bind(socketAddress(local)))
                .awaitUninterruptibly();
        Throwable why = bound.cause();
        if (why != null) {
            accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new WorldException("cannot listen on %s: %s; is another program using the port?".formatted(local,
                    why.getMessage()), why);
        }
        open.add(bound.channel());
        return () -> {
            bound.channel().close();
            accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        };
    }

    @Override
    public Stream connect(Endpoint to, Optional<IpAddress> local, StreamHandler handler) throws WorldException {
        LoopStream stream = new LoopStream();
        stream.handler = handler;
        Bootstrap bootstrap = new Bootstrap().group(group).channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true).handler(stream);
        ChannelFuture connecting = local.isPresent()
                ? bootstrap.connect(socketAddress(to), socketAddress(new Endpoint(local.get(), 0)))
                : bootstrap.connect(socketAddress(to));
        connecting.addListener(done -> {
            if (stream.closed) {
                connecting.channel().close();
            } else if (done.isSuccess()) {
                thread.call(handler.getClass(), "who connects", handler::connected);
            } else {
                stream.ended(Optional.of(String.valueOf(done.cause().getMessage())));
            }
        });
        return stream;
    }

    private static SocketAddress socketAddress(Endpoint endpoint) throws WorldException {
        IpAddress ip = endpoint.ip();
        byte[] bytes = ip.isV4()
                ? ByteBuffer.allocate(V4_BYTES).putInt(ip.v4Bits()).array()
                : ByteBuffer.allocate(V6_BYTES).putLong(ip.high()).putLong(ip.low()).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), endpoint.port());
        } catch (UnknownHostException e) {
            throw new WorldException("cannot use the address " + endpoint, e);
        }
    }

    private static Endpoint endpoint(InetSocketAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress().getAddress());
        IpAddress ip = bytes.capacity() == V4_BYTES
                ? IpAddress.v4(bytes.getInt())
                : new IpAddress(bytes.getLong(), bytes.getLong());
        return new Endpoint(ip, address.getPort());
    }

    void closeAll() {
        open.close();
    }

    /// One connection, as a channel's only handler.
    private final class LoopStream extends ChannelInboundHandlerAdapter implements Stream {
        private @Nullable Channel channel;
        private StreamHandler handler = StreamHandler.NOBODY;
        private boolean closed;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = context.channel();
            open.add(context.channel());
        }

        @Override
        public void send(byte[] bytes) {
            if (!closed && channel != null) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            }
        }

        @Override
        public void close() {
            closed = true;
            if (channel != null) {
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        private void ended(Optional<String> why) {
            if (!closed) {
                close();
                thread.call(handler.getClass(), "who has a connection", () -> handler.closed(why));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = ByteBufUtil.getBytes(buffer);
            buffer.release();
            if (!closed) {
                thread.call(handler.getClass(), "who has a connection", () -> handler.received(bytes));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended(Optional.empty());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ended(Optional.of(String.valueOf(cause.getMessage())));
        }
    }
}
