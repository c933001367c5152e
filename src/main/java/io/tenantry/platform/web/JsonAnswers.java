package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes things as JSON where nothing has to be chosen: the client takes JSON, and its request has no conditions. Spring
 * negotiates every answer, which took longer than to read a person and write him. All else is left to Spring.
 */
final class JsonAnswers implements HandlerMethodReturnValueHandler {
    private final ObjectWriter json;
    private final HandlerMethodReturnValueHandlerComposite others;

    JsonAnswers(JsonMapper json, HandlerMethodReturnValueHandlerComposite others) {
        // Who writes does not say that the answer is over: it goes out whole, after everybody it passes.
        this.json = json.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);
        this.others = others;
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return true;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws Exception {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        if (!type.getContainingClass().isAnnotationPresent(RestController.class) || isChosen(request)) {
            others.handleReturnValue(value, type, container, web);
        } else if (value instanceof ResponseEntity<?> answer && isThing(answer.getBody()) && isPlain(answer, request)) {
            container.setRequestHandled(true);
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> tell(response, name, values));
            write(answer.getBody(), response);
        } else if (isThing(value)) {
            container.setRequestHandled(true);
            write(value, response);
        } else {
            others.handleReturnValue(value, type, container, web);
        }
    }

    /** Whether the client, or the endpoint, has something to say about what the answer is written in. */
    private static boolean isChosen(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null
                || !(accepted == null || accepted.equals("*/*") || accepted.equals(MediaType.APPLICATION_JSON_VALUE));
    }

    private static boolean isThing(@Nullable Object body) {
        return body instanceof JacksonSerializable || body instanceof Record || body instanceof Map;
    }

    private static boolean isPlain(ResponseEntity<?> answer, HttpServletRequest request) {
        HttpHeaders headers = answer.getHeaders();
        return !headers.containsHeader(HttpHeaders.CONTENT_TYPE)
                && !headers.containsHeader(HttpHeaders.VARY)
                && request.getHeader(HttpHeaders.IF_NONE_MATCH) == null
                && request.getHeader(HttpHeaders.IF_MODIFIED_SINCE) == null;
    }

    private static void tell(HttpServletResponse response, String name, List<String> values) {
        response.setHeader(name, values.getFirst());
        values.stream().skip(1).forEach(value -> response.addHeader(name, value));
    }

    private void write(@Nullable Object body, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), body);
    }
}
