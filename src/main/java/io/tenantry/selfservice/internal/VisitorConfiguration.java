package io.tenantry.selfservice.internal;

import io.tenantry.platform.web.RequestArgument;
import io.tenantry.signin.Forms;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page of this module that asks for it its visitor. */
@Configuration(proxyBeanMethods = false)
class VisitorConfiguration implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(
                Visitor.class,
                (request, response, page) ->
                        new Visitor(request, response, page, Forms.sent(request)).with("message", "")));
    }
}
