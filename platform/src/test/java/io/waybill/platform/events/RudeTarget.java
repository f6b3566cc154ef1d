package io.waybill.platform.events;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that speaks TCP, and HTTP only as far as it likes. */
final class RudeTarget implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    final AtomicInteger connections = new AtomicInteger();

    /** What it does with a connection, which is closed afterwards. */
    interface Manners {
        void meet(Socket socket) throws IOException;
    }

    RudeTarget(Manners manners) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            manners.meet(socket);
                        } catch (IOException gone) {
                            // The platform hung up; that is what these tests provoke.
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
