package io.tenantry.api.own;

import io.tenantry.imports.ImportSettings;
import io.tenantry.platform.web.RouteLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Files are larger than other bodies and take longer, whichever way they go. */
@Configuration(proxyBeanMethods = false)
class FileLimits {
    private static final Duration TIME = Duration.ofMinutes(30);
    private static final DataSize NO_BODY = DataSize.ofKilobytes(1);

    @Bean
    RouteLimits importLimits(ImportSettings settings) {
        // One byte more than is taken, so that the import itself says what is too large.
        return new RouteLimits(
                ImportsEndpoint.PATH, DataSize.ofBytes(settings.fileSizeMax().toBytes() + 1), TIME);
    }

    @Bean
    RouteLimits realmLimits(ImportSettings settings) {
        return new RouteLimits(
                MoveInEndpoint.KEYCLOAK, DataSize.ofBytes(settings.fileSizeMax().toBytes() + 1), TIME);
    }

    @Bean
    RouteLimits ldifLimits(ImportSettings settings) {
        return new RouteLimits(
                MoveInEndpoint.LDIF, DataSize.ofBytes(settings.fileSizeMax().toBytes() + 1), TIME);
    }

    @Bean
    RouteLimits importResultLimits() {
        return new RouteLimits(ImportsEndpoint.PATH + "/{importId}/result", NO_BODY, TIME);
    }

    /** A plan may name very many, and takes its time to be worked out. */
    @Bean
    RouteLimits planLimits() {
        return new RouteLimits(ChangesEndpoint.CHANGES, DataSize.ofMegabytes(8), Duration.ofMinutes(3));
    }

    @Bean
    RouteLimits changeFileLimits() {
        return new RouteLimits(ChangeFilesEndpoint.FILES, DataSize.ofMegabytes(64), Duration.ofMinutes(3));
    }

    @Bean
    RouteLimits undoLimits() {
        return new RouteLimits(ChangeRunsEndpoint.CHANGE + "/undo", DataSize.ofMegabytes(8), Duration.ofMinutes(3));
    }

    @Bean
    RouteLimits targetExportLimits() {
        return new RouteLimits(ChangesEndpoint.TARGETS + "/export", NO_BODY, TIME);
    }

    @Bean
    RouteLimits watchLimits() {
        return new RouteLimits(ChangeRunsEndpoint.CHANGE + "/events", NO_BODY, TIME);
    }

    @Bean
    RouteLimits eventStreamLimits() {
        return new RouteLimits(EventsEndpoint.STREAM, NO_BODY, TIME);
    }

    @Bean
    RouteLimits webhookTestLimits() {
        return new RouteLimits(WebhooksEndpoint.WEBHOOK + "/test", NO_BODY, Duration.ofMinutes(2));
    }

    @Bean
    RouteLimits userExportLimits() {
        return new RouteLimits(UserExportEndpoint.PATH, NO_BODY, TIME);
    }
}
