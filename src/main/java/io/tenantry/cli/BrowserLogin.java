package io.tenantry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Signs a person in through the browser: authorization code with PKCE, coming back to a server of our own on this machine that
 * lives for this one answer.
 */
final class BrowserLogin {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long WAIT_MINUTES = 5;

    private final URI hub;
    private final String application;
    private final URI redirect;
    private final String verifier = random();
    private final String state = random();
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    private final HttpServer server;

    /** Listens from now on for the browser to come back. */
    BrowserLogin(URI hub, String application, URI redirect) {
        this.hub = hub;
        this.application = application;
        this.redirect = redirect;
        server = listen(redirect, answer);
    }

    /** Where the person signs in. */
    String address() {
        return hub + "/oauth2/authorize?response_type=code&scope=openid&client_id=" + HubClient.encoded(application)
                + "&redirect_uri=" + HubClient.encoded(redirect.toString()) + "&state=" + state
                + "&code_challenge_method=S256&code_challenge=" + challenge();
    }

    /** Waits until the browser has come back. */
    Tokens await() {
        try {
            Map<String, String> told = answer.get(WAIT_MINUTES, TimeUnit.MINUTES);
            if (!state.equals(told.get("state"))) {
                throw new CommandFailure("the browser came back from another sign-in. Run 'tenantry login' again.");
            }
            String code = told.get("code");
            if (code == null) {
                throw new CommandFailure(
                        "the hub did not sign you in: " + told.getOrDefault("error", "no reason given"));
            }
            return Tokens.ofCode(hub, application, code, verifier, redirect.toString());
        } catch (TimeoutException late) {
            throw new CommandFailure("nobody signed in within " + WAIT_MINUTES + " minutes");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer listen(URI redirect, CompletableFuture<Map<String, String>> answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(redirect.getHost(), redirect.getPort()), 0);
            server.createContext(redirect.getPath(), exchange -> {
                Map<String, String> told = query(exchange.getRequestURI());
                say(exchange, "You can close this window and go back to the command line.");
                answer.complete(told);
            });
            server.start();
            return server;
        } catch (IOException taken) {
            throw new CommandFailure(
                    "the address " + redirect + " is taken. Register another and name it with --redirect.");
        }
    }

    private static void say(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> told = new HashMap<>();
        String query = address.getRawQuery();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                told.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return told;
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
