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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the clients of a benchmark come by their token: a hub's {@code demo.env}. */
public record SignIn(Map<String, String> values) {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    public static SignIn read(Path file) throws IOException {
        return new SignIn(Files.readAllLines(file).stream()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).replace("'", ""))));
    }

    /** The customer that everything is asked of: the largest. */
    public String customer() {
        return Objects.requireNonNull(values.get("CUSTOMER_A_ID"), "CUSTOMER_A_ID");
    }

    /** The same hub, asked by the service account that has all rights over the partner's whole tree. */
    SignIn overPartner() {
        Map<String, String> partners = new HashMap<>(values);
        for (String part : new String[] {"CLIENT_ID", "CLIENT_SECRET"}) {
            partners.put("SERVICE_A_" + part, values.getOrDefault("SERVICE_PARTNER_" + part, ""));
        }
        return new SignIn(partners);
    }

    /** Where new customers can be put. */
    String partner() {
        return Objects.requireNonNull(values.get("PARTNER_ID"), "PARTNER_ID");
    }

    /** How the service account that has all rights there identifies itself. */
    String basic() {
        String account = values.get("SERVICE_A_CLIENT_ID") + ":" + values.get("SERVICE_A_CLIENT_SECRET");
        return "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
    }

    /** A token of the service account that has all rights there. */
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
