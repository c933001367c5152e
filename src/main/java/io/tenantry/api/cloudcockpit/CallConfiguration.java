package io.tenantry.api.cloudcockpit;

import io.tenantry.access.Callers;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.RequestArgument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells every endpoint of the dialect that asks for it who calls, and to whose portal. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration implements WebMvcConfigurer {
    private static final int LENGTH_MAX = 256;

    CallConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Call.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(RequestArgument.of(Call.class, CallConfiguration::call));
    }

    /** Reads what the filter for callers has left in the request, and the header. */
    private static Call call(HttpServletRequest request) {
        String tenant =
                Objects.requireNonNullElse(request.getHeader(Call.TENANT), "").strip();
        Refusal.unless(
                !tenant.isEmpty() && tenant.length() <= LENGTH_MAX && tenant.indexOf('\0') < 0,
                Refusal.Reason.MALFORMED,
                "The header X-Tenant has to name the portal: a domain of the operator's organization, its name or its id",
                Call.TENANT);
        return new Call(Objects.requireNonNull(Callers.admitted(request)), tenant);
    }
}
