package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Something that endpoints take as a parameter and that is made of the request, such as who calls and for which organization. */
public record RequestArgument<T>(Class<T> type, Maker<T> maker) implements HandlerMethodArgumentResolver {
    /** Makes it. */
    @FunctionalInterface
    public interface Maker<T> {
        /**
         * Makes it of one request.
         *
         * @param page what the page shows that is answered, where one is
         */
        T make(HttpServletRequest request, HttpServletResponse response, ModelMap page);
    }

    /** One that the request alone tells. */
    public static <T> RequestArgument<T> of(Class<T> type, Function<HttpServletRequest, T> maker) {
        return new RequestArgument<>(type, (request, response, page) -> maker.apply(request));
    }

    /** A part of the path, by its name in the endpoint's pattern; null where the pattern has none of that name. */
    public static @Nullable String inPath(HttpServletRequest request, String name) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> all && all.get(name) instanceof String text ? text : null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        return maker.make(
                Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class)),
                page == null ? new ModelMap() : page.getModel());
    }
}
