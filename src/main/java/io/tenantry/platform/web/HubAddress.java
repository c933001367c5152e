package io.tenantry.platform.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Links to the hub that go to people by mail. Never made of the address in a request: whoever asks for somebody else's new
 * password could make up that address, and the link would lead to him.
 */
@Component
public final class HubAddress {
    private final Environment environment;

    public HubAddress(Environment environment) {
        this.environment = environment;
    }

    /** The path behind {@code tenantry.public-url}, or on this computer while that is not set. */
    public String of(String path) {
        @Nullable String known = environment.getProperty("tenantry.public-url");
        return (known == null ? "http://localhost:" + port() : known) + path;
    }

    /** Host and port as people see them, for texts. */
    public String shown() {
        return of("").replaceFirst("^https?://", "");
    }

    private String port() {
        return Objects.requireNonNullElse(environment.getProperty("local.server.port"), "8080");
    }
}
