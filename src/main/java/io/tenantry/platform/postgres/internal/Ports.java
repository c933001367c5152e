package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports for the server: below those the system hands to outgoing connections, where one of those could take ours. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    static int choose() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int tried = 0; tried < TRIES; tried++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (free(port)) {
                return port;
            }
        }
        throw new PostgresFailure("No free port between " + LOWEST + " and " + HIGHEST + " for the embedded database");
    }

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
