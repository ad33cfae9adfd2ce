package dev.shoal.local.emulators;

import com.robothy.netty.initializer.HttpServerInitializer;
import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import com.robothy.s3.rest.handler.LocalS3RouterFactory;
import com.robothy.s3.rest.service.ServiceFactory;
import dev.shoal.local.LocalAws.Storage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// local-s3 behind a server socket of our own, since its own listens on every interface.
final class S3Emulator implements AutoCloseable {

    private static final int WORKERS = 8;

    private final Channel channel;
    private final EventLoopGroup io;
    private final EventLoopGroup workers;

    private S3Emulator(Channel channel, EventLoopGroup io, EventLoopGroup workers) {
        this.channel = channel;
        this.io = io;
        this.workers = workers;
    }

    static S3Emulator start(Storage storage) {
        EventLoopGroup io = new NioEventLoopGroup(2);
        EventLoopGroup workers = new DefaultEventLoopGroup(WORKERS);
        Channel channel =
                new ServerBootstrap()
                        .group(io)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new HttpServerInitializer(
                                        workers, LocalS3RouterFactory.create(services(storage))))
                        .bind(Loopback.anyPort())
                        .syncUninterruptibly()
                        .channel();
        return new S3Emulator(channel, io, workers);
    }

    /// The library wires its services in a private method of the class whose socket we do without.
    private static ServiceFactory services(Storage storage) {
        try {
            Method wiring = LocalS3.class.getDeclaredMethod("createServiceFactory");
            wiring.setAccessible(true);
            ServiceFactory services = (ServiceFactory) wiring.invoke(configured(storage));
            if (storage instanceof Storage.OnDisk(var folder)) {
                WholeFiles.use(services, Loopback.folder(folder, "s3"));
            }
            return services;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("local-s3 is not the version this was made for", e);
        }
    }

    private static LocalS3 configured(Storage storage) {
        return switch (storage) {
            case Storage.InMemory() -> LocalS3.builder().mode(LocalS3Mode.IN_MEMORY).build();
            case Storage.OnDisk(var folder) ->
                    LocalS3.builder()
                            .mode(LocalS3Mode.PERSISTENCE)
                            .dataPath(Loopback.folder(folder, "s3").toString())
                            .build();
        };
    }

    URI uri() {
        return Loopback.uri(((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        stop(io);
        stop(workers);
    }

    /// With a moment of quiet, in which both groups say their farewells to each other's channels.
    private static void stop(EventLoopGroup group) {
        group.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
