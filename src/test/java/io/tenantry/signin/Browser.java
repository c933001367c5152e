package io.tenantry.signin;

import io.tenantry.Client;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser that keeps cookies and fills in forms, but follows no link by itself. */
public final class Browser {
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");
    private static final Pattern ONWARD = Pattern.compile("name=\"continue\" value=\"([^\"]*)\"");

    private final String hubUrl;
    private final Client client;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String page = "";

    public Browser(String hubUrl) {
        this.hubUrl = hubUrl;
        client = new Client(hubUrl);
    }

    public Client.Answer open(String path) {
        return keep(client.send(request(path).GET().build()));
    }

    /** Fills in the form of the page that was opened last; names and values in turn. */
    public Client.Answer submit(String path, String... values) {
        Matcher onward = ONWARD.matcher(page);
        String form = Client.form(values) + "&" + Client.form("proof", found(PROOF))
                + (onward.find() ? "&" + Client.form("continue", onward.group(1).replace("&amp;", "&")) : "");
        return keep(client.send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build()));
    }

    public boolean hasCookie(String name) {
        return cookies.containsKey(name);
    }

    public String cookie(String name) {
        return String.valueOf(cookies.get(name));
    }

    /** Puts a cookie there that the hub has not set. */
    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : hubUrl + path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Client.Answer keep(Client.Answer answer) {
        page = answer.raw().body();
        for (String header : answer.raw().headers().allValues("Set-Cookie")) {
            String pair = header.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            cookies.values().removeIf(String::isEmpty);
        }
        return answer;
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("No form on this page: " + page);
        }
        return matcher.group(1);
    }
}
