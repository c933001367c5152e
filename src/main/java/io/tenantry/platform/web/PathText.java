package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** A part of the path as the text it is. Spring makes a binder and looks for a converter for each, though none is needed. */
final class PathText implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        PathVariable named = parameter.getParameterAnnotation(PathVariable.class);
        return named != null
                && named.name().isEmpty()
                && named.required()
                && parameter.getParameterType() == String.class
                && parameter.getContainingClass().isAnnotationPresent(RestController.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws MissingPathVariableException {
        String name = Objects.requireNonNull(parameter.getParameterName());
        String text =
                RequestArgument.inPath(Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)), name);
        if (text == null) {
            throw new MissingPathVariableException(name, parameter);
        }
        return text;
    }
}
