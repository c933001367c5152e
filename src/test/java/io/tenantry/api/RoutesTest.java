package io.tenantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares the routes the hub really has with {@code endpoints.txt}. A new route fails the build until somebody has written
 * down, for all to review, which permission it asks for.
 */
class RoutesTest extends HubTest {
    private static final Path LIST = Path.of("src/test/resources/endpoints.txt");

    private static final Path SERVED = Path.of("target/endpoints.txt");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    @Test
    void everyRouteIsWrittenDownWithItsPermission() throws IOException {
        List<String> served =
                Route.all(mapping).stream().map(Route::line).sorted().toList();
        Files.write(SERVED, served);
        assertThat(served)
                .as(
                        "%s is not what the hub serves now, which is in %s: look at the difference, then copy it",
                        LIST, SERVED)
                .isEqualTo(Files.readAllLines(LIST));
    }
}
