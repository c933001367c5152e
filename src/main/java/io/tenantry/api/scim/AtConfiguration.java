package io.tenantry.api.scim;

import io.tenantry.access.Caller;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
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
        resolvers.add(new AtResolver(links));
    }

    /** Reads what the filter for callers and the matching of the path have left in the request. */
    private record AtResolver(Links links) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == At.class;
        }

        @Override
        public At resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Object caller = request.getAttribute(Caller.class.getName(), RequestAttributes.SCOPE_REQUEST);
            Object variables = request.getAttribute(
                    HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            OrganizationId named =
                    variables instanceof Map<?, ?> all && all.get("organizationId") instanceof String text
                            ? new OrganizationId(ScimPaths.organization(text))
                            : null;
            HttpServletRequest servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            String root = named == null ? ScimPaths.ROOT : ScimPaths.ROOT + "/" + named;
            return new At((Caller) caller, named, links.absolute(servlet, root));
        }
    }
}
