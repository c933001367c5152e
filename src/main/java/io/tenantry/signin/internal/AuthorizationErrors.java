package io.tenantry.signin.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what is wrong with an application's wish to have someone signed in. The application hears it at the address registered
 * for it; when that cannot be trusted, the person does, on a page.
 */
@Component
class AuthorizationErrors {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final ITemplateEngine pages;
    private final JsonMapper json;
    private final ApplicationContext beans;

    AuthorizationErrors(ITemplateEngine pages, JsonMapper json, ApplicationContext beans) {
        this.beans = beans;
        this.pages = pages;
        this.json = json;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                        ? refused.getAuthorizationCodeRequestAuthentication()
                        : null;
        String redirect = asked == null ? null : asked.getRedirectUri();
        if (asked != null && redirect != null && !redirect.isEmpty()) {
            response.sendRedirect(told(redirect, error, asked.getState()));
        } else {
            show(request, response, error);
        }
    }

    /** Tells an application that wants no page shown that its person would have to sign in. */
    void loginRequired(String redirect, HttpServletRequest request, HttpServletResponse response) throws IOException {
        OAuth2Error error = new OAuth2Error("login_required", "The person has to sign in", null);
        response.sendRedirect(told(redirect, error, request.getParameter(OAuth2ParameterNames.STATE)));
    }

    private static String told(String redirect, OAuth2Error error, @Nullable String state) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(redirect)
                .queryParam(OAuth2ParameterNames.ERROR, error.getErrorCode());
        add(address, OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
        add(address, OAuth2ParameterNames.ERROR_URI, error.getUri());
        add(address, OAuth2ParameterNames.STATE, state);
        return address.build(true).toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response, OAuth2Error error) throws IOException {
        String message = message(error);
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (isProgram(request)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            Map<String, String> body = Map.of("error", error.getErrorCode(), "error_description", message);
            response.getWriter().write(json.writeValueAsString(body));
        } else {
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            Map<String, Object> shown = Map.of(
                    "message",
                    message,
                    "code",
                    error.getErrorCode(),
                    // So that the page can ask for the hub's name, as those can that Spring shows.
                    ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                    new ThymeleafEvaluationContext(beans, null));
            pages.process("signin/refused", new Context(Locale.ENGLISH, shown), response.getWriter());
        }
    }

    /** Browsers say that they read HTML, and whoever says nothing gets what a browser gets. */
    private static boolean isProgram(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("json") && !accepted.contains("html");
    }

    private static String message(OAuth2Error error) {
        String told = error.getDescription() == null ? "" : error.getDescription();
        String parameter = told.substring(told.lastIndexOf(' ') + 1);
        return switch (parameter) {
            case OAuth2ParameterNames.CLIENT_ID ->
                "The application that sent you here is not registered with this hub (client_id).";
            case OAuth2ParameterNames.REDIRECT_URI ->
                "The application that sent you here wants the answer at an address that is not registered for it"
                        + " (redirect_uri).";
            default ->
                "The application that sent you here asked for something that this hub does not understand"
                        + (told.isEmpty() ? "." : " (" + parameter + ").");
        };
    }
}
