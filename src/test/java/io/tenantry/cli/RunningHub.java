package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub in a process of its own, as an operator starts it, so that a test can kill it. */
record RunningHub(Process process, URI address) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready at http://localhost:(\\d+) ");

    /** What makes a hub begin without anybody to be asked. */
    private static final Map<String, String> UNATTENDED =
            Map.of("TENANTRY_FIRSTSTART_ADMINISTRATOR", "admin@operator.example");

    static RunningHub start(Path folder, String... options) throws IOException {
        return start(folder, Map.of(), List.of(options));
    }

    /** The same with more variables in its environment. */
    static RunningHub start(Path folder, Map<String, String> environment, List<String> options) throws IOException {
        Map<String, String> all = new HashMap<>(UNATTENDED);
        all.putAll(environment);
        return ready(launch(folder, all, options));
    }

    /** The first start of a hub about which nobody has set anything. */
    static RunningHub startGuided(Path folder) throws IOException {
        return ready(launch(folder, Map.of(), List.of()));
    }

    private static RunningHub ready(Process process) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                // Whatever it says from now on is read too, or it would wait for a reader.
                Thread.startVirtualThread(() -> reader.lines().forEach(said::add));
                return new RunningHub(process, URI.create("http://127.0.0.1:" + ready.group(1)));
            }
        }
        throw new AssertionError("The hub ended before it was ready:\n" + String.join("\n", said));
    }

    /** Starts a hub without waiting for anything. */
    static Process launch(Path folder, String... options) throws IOException {
        return launch(folder, Map.of(), List.of(options));
    }

    static Process launch(Path folder, Map<String, String> environment, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data-dir",
                folder.toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    int status(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to stop and tells its exit code. */
    int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
        assertThat(process.isAlive()).isFalse();
    }
}
