package io.waybill.application;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Checks a port before anything is started for it. */
final class FreePort {
    private FreePort() {}

    /**
     * @param port 0 for any
     * @param option the option that chooses the port
     * @throws CannotStart if nothing can listen there
     */
    static void require(String host, int port, String option) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new CannotStart("Unknown address " + host + " (--host)", e);
        } catch (IOException e) {
            throw new CannotStart(
                    "Cannot listen on " + host + ":" + port + ": " + e.getMessage() + "; choose another one with "
                            + option,
                    e);
        }
    }
}
