package io.tenantry.api.cloudcockpit;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import java.util.List;
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
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells every endpoint of the dialect that asks for it who calls, and to whose portal. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration implements WebMvcConfigurer {
    CallConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Call.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallResolver());
    }

    /** Reads what the filter for callers has left in the request, and the header. */
    private static final class CallResolver implements HandlerMethodArgumentResolver {
        private static final int LENGTH_MAX = 256;

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Call.class;
        }

        @Override
        public Call resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Object caller = request.getAttribute(Caller.class.getName(), RequestAttributes.SCOPE_REQUEST);
            String tenant = Objects.requireNonNullElse(request.getHeader(Call.TENANT), "")
                    .strip();
            Refusal.unless(
                    !tenant.isEmpty() && tenant.length() <= LENGTH_MAX && tenant.indexOf('\0') < 0,
                    Refusal.Reason.MALFORMED,
                    "The header X-Tenant has to name the portal: a domain of the operator's organization, its name or its id",
                    Call.TENANT);
            return new Call((Caller) Objects.requireNonNull(caller), tenant);
        }
    }
}
