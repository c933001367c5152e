package io.tenantry.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Calls endpoints as Spring does, but for {@link PathText} and {@link JsonAnswers}. */
final class EndpointAdapter extends RequestMappingHandlerAdapter {
    private final JsonMapper json;

    EndpointAdapter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        List<HandlerMethodArgumentResolver> arguments = new ArrayList<>();
        arguments.add(new PathText());
        arguments.addAll(Objects.requireNonNull(getArgumentResolvers()));
        setArgumentResolvers(arguments);
        HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite()
                .addHandlers(Objects.requireNonNull(getReturnValueHandlers()));
        setReturnValueHandlers(List.of(new JsonAnswers(json, others)));
    }
}
