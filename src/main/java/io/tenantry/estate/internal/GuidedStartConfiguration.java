package io.tenantry.estate.internal;

import io.tenantry.estate.GuidedStart;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Leads whoever opens a hub that nobody administers yet to its first page, instead of to a sign-in that nobody could pass. */
@Configuration(proxyBeanMethods = false)
class GuidedStartConfiguration implements WebMvcConfigurer {
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final String[] PAGES = {"/", "/login", "/console", "/console/**", "/account", "/account/*"};
    private static final String[] FILES = {"/console/assets/**", "/console/lib/**"};

    private final GuidedStart start;

    GuidedStartConfiguration(GuidedStart start) {
        this.start = start;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Guide())
                .addPathPatterns(PAGES)
                .excludePathPatterns(FILES)
                .order(Ordered.HIGHEST_PRECEDENCE);
    }

    private final class Guide implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!READS.contains(request.getMethod()) || !start.isOpen()) {
                return true;
            }
            response.setHeader(HttpHeaders.LOCATION, GuidedStartEndpoint.PATH);
            response.setStatus(HttpStatus.SEE_OTHER.value());
            return false;
        }
    }
}
