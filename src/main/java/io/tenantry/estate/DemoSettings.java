package io.tenantry.estate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how the demo is served.
 *
 * @param demo whether an empty hub is filled with made-up organizations, people and groups
 * @param dataDirectory the folder that gets {@code demo.env}, with everything a client needs to try the hub
 * @param publicUrl the address the hub is known by, or null for the port it listens on
 */
@ConfigurationProperties("tenantry")
public record DemoSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue(".tenantry") Path dataDirectory,
        @Nullable String publicUrl) {
    Path file() {
        return dataDirectory.resolve("demo.env");
    }

    String url(int port) {
        return publicUrl == null ? "http://127.0.0.1:" + port : publicUrl;
    }
}
