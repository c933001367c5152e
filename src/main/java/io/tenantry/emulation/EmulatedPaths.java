package io.tenantry.emulation;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Stands before every request in the mirrors of Microsoft Graph, Partner Center and the administration of Exchange, after the caller is known. */
public interface EmulatedPaths extends WebMvcConfigurer, HandlerInterceptor {
    /** What Microsoft Graph calls it when a tenant has not bought what a question takes; the target of such a refusal. */
    String NOT_PREMIUM = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";

    @Override
    default void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/graph/**",
                        "/clouduserhub/graph/**",
                        "/partnercenter/**",
                        "/clouduserhub/partnercenter/**",
                        "/adminapi/**",
                        "/clouduserhub/adminapi/**");
    }
}
