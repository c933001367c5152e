package io.tenantry.api.slchub;

import io.tenantry.access.Callers;
import io.tenantry.platform.web.RequestArgument;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells every endpoint of the dialect that asks for it who calls and for which organization. */
@Configuration(proxyBeanMethods = false)
class WhereConfiguration implements WebMvcConfigurer {
    WhereConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Where.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(RequestArgument.of(Where.class, WhereConfiguration::where));
    }

    /** Reads what the filter for callers and the matching of the path have left in the request. */
    private static Where where(HttpServletRequest request) {
        String named = RequestArgument.inPath(request, "organizationId");
        return new Where(
                Callers.admitted(request),
                named == null ? null : new OrganizationId(SlcPaths.uuid(named, "organizationId")));
    }
}
