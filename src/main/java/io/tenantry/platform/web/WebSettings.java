package io.tenantry.platform.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost before anybody reads it. A route that needs more says so with a {@link RouteLimits}.
 *
 * @param bodyLimit the longest body
 * @param headersLimit the longest header fields, all together
 * @param urlLimit the longest path and query together
 * @param timeLimit how long one request may take, its body's arrival included
 * @param trustedProxies addresses and networks (10.0.0.0/8) whose X-Forwarded headers are believed
 */
@ConfigurationProperties("tenantry.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("16KB") DataSize headersLimit,
        @DefaultValue("16KB") DataSize urlLimit,
        @DefaultValue("60s") Duration timeLimit,
        @DefaultValue List<String> trustedProxies) {}
