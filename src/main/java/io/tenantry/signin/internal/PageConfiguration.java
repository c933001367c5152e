package io.tenantry.signin.internal;

import io.tenantry.platform.web.RequestArgument;
import io.tenantry.signin.Forms;
import io.tenantry.signin.internal.SignInPages.Shown;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page on which people sign in what it is shown with. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(
                Shown.class, (request, response, page) -> new Shown(request, response, page, Forms.sent(request))));
    }
}
