package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A server with nothing but this package's filters and a few handlers that provoke them. */
@EnableConfigurationProperties(WebSettings.class)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@Import({
    WebConfiguration.class,
    Failures.class,
    FailureAdvice.class,
    ContainerErrors.class,
    Links.class,
    WebServerForTests.Handlers.class
})
class WebServerForTests {
    @Bean
    RouteLimits longUploads() {
        return new RouteLimits("/uploads/{name}", DataSize.ofMegabytes(3), Duration.ofSeconds(30));
    }

    @Bean
    RouteLimits shortPatience() {
        return new RouteLimits("/slow", DataSize.ofKilobytes(1), Duration.ofMillis(300));
    }

    @Bean
    ErrorDialect shouting() {
        return new ErrorDialect() {
            @Override
            public boolean speaksFor(String path) {
                return path.startsWith("/shouting/");
            }

            @Override
            public int status(Failure failure, HttpServletRequest request) {
                return failure.status() == 404 ? 410 : failure.status();
            }

            @Override
            public Object body(Failure failure, HttpServletRequest request) {
                return Map.of("loud", failure.message().toUpperCase(java.util.Locale.ROOT));
            }
        };
    }

    record Profile(@Nullable String password, boolean force) {}

    record Person(
            @Nullable String name,
            int age,
            @Nullable Profile profile,
            @Nullable List<String> tags) {}

    @RestController
    @TestComponent
    static class Handlers {
        private final Links links;

        Handlers(Links links) {
            this.links = links;
        }

        @GetMapping("/jobs/ForUser(targetUserId={id})")
        Map<String, String> forUser(@PathVariable String id) {
            return Map.of("user", id);
        }

        @GetMapping("/members/$ref")
        Map<String, String> ref() {
            return Map.of("handler", "ref");
        }

        @GetMapping("/link")
        Map<String, String> link(HttpServletRequest request) {
            return Map.of("link", links.absolute(request, "/next?page=2"));
        }

        @GetMapping("/queued")
        ResponseEntity<Map<String, String>> queued() {
            return ResponseEntity.accepted()
                    .header("Cache-Control", "private")
                    .header("Link", "<a>", "<b>")
                    .body(Map.of("is", "queued"));
        }

        @GetMapping("/tagged")
        ResponseEntity<Map<String, String>> tagged() {
            return ResponseEntity.ok().eTag("7").body(Map.of("is", "tagged"));
        }

        @PostMapping(path = "/people", consumes = MediaType.APPLICATION_JSON_VALUE)
        Person create(@RequestBody Person person) {
            return person;
        }

        @GetMapping("/number")
        Map<String, Integer> number(@RequestParam int size) {
            return Map.of("size", size);
        }

        @PostMapping("/uploads/{name}")
        Map<String, Integer> upload(@RequestBody byte[] body) {
            return Map.of("length", body.length);
        }

        @GetMapping("/slow")
        void slow() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @PostMapping("/anything")
        JsonNode anything(@RequestBody JsonNode body) {
            return body;
        }

        @GetMapping("/broken")
        void broken() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/endless")
        int endless(@RequestParam(defaultValue = "0") int depth) {
            return depth < 0 ? depth : endless(depth + 1) + 1;
        }
    }
}
