package io.tenantry.api.scim;

import io.tenantry.access.Callers;
import io.tenantry.platform.web.Links;
import io.tenantry.platform.web.RequestArgument;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells every endpoint of the dialect that asks for it who calls and at which root. */
@Configuration(proxyBeanMethods = false)
class AtConfiguration implements WebMvcConfigurer {
    private final Links links;

    AtConfiguration(Links links) {
        this.links = links;
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(At.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(RequestArgument.of(At.class, this::at));
    }

    /** Reads what the filter for callers and the matching of the path have left in the request. */
    private At at(HttpServletRequest request) {
        String text = RequestArgument.inPath(request, "organizationId");
        OrganizationId named = text == null ? null : new OrganizationId(ScimPaths.organization(text));
        String root = named == null ? ScimPaths.ROOT : ScimPaths.ROOT + "/" + named;
        return new At(Callers.admitted(request), named, links.absolute(request, root));
    }
}
