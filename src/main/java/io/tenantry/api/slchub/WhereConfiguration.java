package io.tenantry.api.slchub;

import io.tenantry.access.Caller;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
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

/** Tells every endpoint of the dialect that asks for it who calls and for which organization. */
@Configuration(proxyBeanMethods = false)
class WhereConfiguration implements WebMvcConfigurer {
    WhereConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Where.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new WhereResolver());
    }

    /** Reads what the filter for callers and the matching of the path have left in the request. */
    private static final class WhereResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Where.class;
        }

        @Override
        public Where resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Object caller = request.getAttribute(Caller.class.getName(), RequestAttributes.SCOPE_REQUEST);
            Object variables = request.getAttribute(
                    HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            return new Where(
                    (Caller) caller,
                    variables instanceof Map<?, ?> named && named.get("organizationId") instanceof String text
                            ? new OrganizationId(SlcPaths.uuid(text, "organizationId"))
                            : null);
        }
    }
}
