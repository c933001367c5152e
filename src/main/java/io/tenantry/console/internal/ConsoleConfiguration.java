package io.tenantry.console.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.signin.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/** Puts the door before the console, its libraries and styles beside it, and visits into its endpoints. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {
    private static final String[] FILES = {"/console/assets/**", "/console/lib/**"};

    private final Door door;

    ConsoleConfiguration(Door door) {
        this.door = door;
    }

    /** A list of a million is written while it is read. */
    @Bean
    RouteLimits exportLimits() {
        return new RouteLimits("/console/{list}/export", DataSize.ofKilobytes(1), Duration.ofMinutes(10));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(door).addPathPatterns("/console", "/console/**").excludePathPatterns(FILES);
    }

    /** Browsers keep the files, and ask whether they have changed. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(FILES[0])
                .addResourceLocations("classpath:/static/console/assets/")
                .setCacheControl(CacheControl.noCache());
        registry.addResourceHandler(FILES[1])
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new LiteWebJarsResourceResolver());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new VisitResolver());
    }

    /** Refuses when nobody has come through the door, so that a page beside it is closed rather than open. */
    private static final class VisitResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Visit.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer page,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
            HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
            Caller caller = request == null ? null : Callers.admitted(request);
            if (request == null
                    || response == null
                    || page == null
                    || caller == null
                    || !(request.getAttribute(SignedIn.class.getName()) instanceof SignedIn person)) {
                throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "Sign in first");
            }
            // An endpoint that gives no page writes its answer itself, a file for example.
            page.setRequestHandled(
                    parameter.getExecutable() instanceof Method method && method.getReturnType() == void.class);
            return new Visit(caller, person, request, response, page.getModel());
        }
    }
}
