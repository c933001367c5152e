package io.tenantry.api.internal;

import java.util.UUID;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Ids in paths and parameters are spelled in full: Java would also take {@code 1-1-1-1-1} for one. */
@Configuration(proxyBeanMethods = false)
class StrictIds implements WebMvcConfigurer {
    private static final int LENGTH = 36;

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, UUID.class, StrictIds::id);
    }

    private static UUID id(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("An id has " + LENGTH + " characters");
        }
        return UUID.fromString(text);
    }
}
