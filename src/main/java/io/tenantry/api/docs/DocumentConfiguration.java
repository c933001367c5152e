package io.tenantry.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.tenantry.api.Surface;
import io.tenantry.signin.SignInSettings;
import java.util.List;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.RequestEntity;

/** One OpenAPI document for each surface, at {@code /v3/api-docs/SURFACE}. Each is made when it is first asked for. */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    private final String hub;

    DocumentConfiguration(SignInSettings settings) {
        // What handlers read of a request by themselves is told by what they exchange.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(RequestEntity.class);
        String publicUrl = settings.publicUrl();
        hub = publicUrl == null ? "" : publicUrl;
    }

    @Bean
    GroupedOpenApi cloudUserHubDocument(List<Surface> surfaces) {
        return document("cloud-user-hub", surfaces);
    }

    @Bean
    GroupedOpenApi slcHubDocument(List<Surface> surfaces) {
        return document("slc-hub", surfaces);
    }

    @Bean
    GroupedOpenApi cloudCockpitDocument(List<Surface> surfaces) {
        return document("cloud-cockpit", surfaces);
    }

    @Bean
    GroupedOpenApi scimDocument(List<Surface> surfaces) {
        return document("scim", surfaces);
    }

    @Bean
    GroupedOpenApi snowAtlasDocument(List<Surface> surfaces) {
        return document("snow-atlas", surfaces);
    }

    @Bean
    GroupedOpenApi ownDocument(List<Surface> surfaces) {
        return document("own", surfaces);
    }

    private GroupedOpenApi document(String id, List<Surface> surfaces) {
        Surface surface = surfaces.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        DescribedOperation described = new DescribedOperation(surface);
        return GroupedOpenApi.builder()
                .group(id)
                .displayName(surface.title())
                .pathsToMatch(surface.paths().toArray(String[]::new))
                .addOperationCustomizer(described)
                .addOpenApiCustomizer(described)
                .addOpenApiCustomizer(document -> introduce(document, surface))
                .build();
    }

    private void introduce(OpenAPI document, Surface surface) {
        document.info(new Info()
                .title(surface.title())
                .description(surface.description())
                .version("1")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        document.servers(surface.prefixes().stream()
                .map(prefix -> new Server().url(hub + (prefix.isEmpty() && hub.isEmpty() ? "/" : prefix)))
                .toList());
        OAuthFlow programs = new OAuthFlow().tokenUrl(hub + "/oauth2/token").scopes(new Scopes());
        OAuthFlow people = new OAuthFlow()
                .authorizationUrl(hub + "/oauth2/authorize")
                .tokenUrl(hub + "/oauth2/token")
                .refreshUrl(hub + "/oauth2/token")
                .scopes(new Scopes().addString("openid", "Sign in"));
        document.getComponents()
                .addSecuritySchemes(
                        DescribedOperation.SIGN_IN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.OAUTH2)
                                .description("Programs use client credentials, people an authorization code with PKCE.")
                                .flows(new OAuthFlows()
                                        .clientCredentials(programs)
                                        .authorizationCode(people)));
    }
}
