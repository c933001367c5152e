package io.tenantry.api.internal;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts {@link OnceOnly} behind the filter that knows the caller, and before every handler. */
@Configuration(proxyBeanMethods = false)
class OnceOnlyConfiguration implements WebMvcConfigurer {
    private static final int AFTER_THE_CALLER_IS_KNOWN = 1;

    private final OnceOnly onceOnly;

    OnceOnlyConfiguration(OnceOnly onceOnly) {
        this.onceOnly = onceOnly;
    }

    @Bean
    FilterRegistrationBean<OnceOnly> onceOnlyFilter() {
        FilterRegistrationBean<OnceOnly> registration = new FilterRegistrationBean<>(onceOnly);
        registration.setOrder(AFTER_THE_CALLER_IS_KNOWN);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(onceOnly);
    }
}
