package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the clients of a benchmark come by their token: a hub's {@code demo.env}.
 *
 * @param account which of the service accounts in it they are
 */
public record SignIn(Map<String, String> values, String account) {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    public static SignIn read(Path file) throws IOException {
        return new SignIn(
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("="))
                        .collect(Collectors.toMap(
                                line -> line.substring(0, line.indexOf('=')),
                                line -> line.substring(line.indexOf('=') + 1).replace("'", ""))),
                "A");
    }

    /** The customer that everything is asked of: the largest. */
    public String customer() {
        return value("CUSTOMER_A_ID");
    }

    /** The partner above all customers. */
    String partner() {
        return value("PARTNER_ID");
    }

    /** The service account that has all rights over the partner and all its customers. */
    SignIn asPartner() {
        return new SignIn(values, "PARTNER");
    }

    String clientId() {
        return value("SERVICE_" + account + "_CLIENT_ID");
    }

    String secret() {
        return value("SERVICE_" + account + "_CLIENT_SECRET");
    }

    /** How the service account identifies itself. */
    String basic() {
        byte[] both = (clientId() + ":" + secret()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private String value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** A token of the service account. */
    public String token(URI hub) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/oauth2/token"))
                .header("Authorization", basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(answer.body());
            if (!token.find()) {
                throw new IOException("The hub gave no token: " + answer.statusCode() + " " + answer.body());
            }
            return token.group(1);
        }
    }
}
