package io.tenantry.federation.internal;

import java.util.List;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A provider as it describes itself.
 *
 * @param secretInHeader whether the token endpoint takes the client's secret in the header rather than in the body
 * @param namesItself whether it adds its name to the codes it gives out (RFC 9207)
 * @param tokens what checks its signatures
 */
record Provider(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        boolean secretInHeader,
        boolean namesItself,
        List<String> algorithms,
        JwtDecoder tokens) {
    Provider {
        algorithms = List.copyOf(algorithms);
    }
}
