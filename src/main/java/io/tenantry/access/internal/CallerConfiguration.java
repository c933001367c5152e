package io.tenantry.access.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Failures;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the caller before every API, and into every endpoint that declares him as a parameter. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration implements WebMvcConfigurer {
    /** After the correlation id and the limits on what a request may be, before everything that does work. */
    private static final int ORDER = 0;

    CallerConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(Callers callers, Throttle throttle, Failures failures) {
        FilterRegistrationBean<CallerFilter> registration =
                new FilterRegistrationBean<>(new CallerFilter(callers, throttle, failures));
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
    }

    /** Refuses when no filter has left a caller, so that a path the filter does not know is closed rather than open. */
    private static final class CallerResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Object caller = request.getAttribute(Caller.class.getName(), RequestAttributes.SCOPE_REQUEST);
            if (caller == null) {
                throw new Refusal(
                        Refusal.Reason.NOT_SIGNED_IN, "This needs an access token in the header Authorization");
            }
            return caller;
        }
    }
}
