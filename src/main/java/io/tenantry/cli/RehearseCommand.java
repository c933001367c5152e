package io.tenantry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/**
 * Runs a hub on made-up data for half a minute, so that the Java machine can note down what later starts will need. Only
 * the launcher calls it, after a build; both this program and the hub are started with the flag that makes such notes.
 */
@Command(name = "rehearse", hidden = true, description = "Let the Java machine learn how the hub starts and works.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RehearseCommand implements Callable<Integer> {
    private static final int PATIENCE_MINUTES = 5;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the made-up data may be for a while.")
    private Path folder;

    @Parameters(index = "1..*", paramLabel = "COMMAND", arity = "1..*", description = "How a hub is started.")
    private List<String> program;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FileSystemUtils.deleteRecursively(folder);
        int port = freePort();
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--demo", "--port", Integer.toString(port), "--data-dir", folder.toString()));
        Process hub = new ProcessBuilder(command).inheritIO().start();
        try {
            new Rehearsal(URI.create("http://127.0.0.1:" + port), folder.resolve("demo.env")).play(hub);
        } finally {
            // The notes are written when the hub ends, which takes longer than the end itself.
            hub.destroy();
            if (!hub.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                hub.destroyForcibly().waitFor();
            }
            FileSystemUtils.deleteRecursively(folder);
        }
        return ExitCode.OK;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
