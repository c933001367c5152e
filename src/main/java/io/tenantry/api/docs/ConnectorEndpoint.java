package io.tenantry.api.docs;

import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector for flows, made of the documentation, for whoever asks. */
@RestController
class ConnectorEndpoint {
    static final String FOLDER = "/docs/connector/";

    /** Stands where the id of the sign-in client has to be written that flows sign in with. */
    static final String CLIENT = "tenantry-connector";

    private final Documents documents;
    private final Links links;

    ConnectorEndpoint(Documents documents, Links links) {
        this.documents = documents;
        this.links = links;
    }

    @GetMapping(FOLDER + "apiDefinition.swagger.json")
    ResponseEntity<byte[]> definition(HttpServletRequest request) {
        return json(
                connector(request).definition(documents.of(request, "cloud-user-hub"), documents.of(request, "own")));
    }

    @GetMapping(FOLDER + "apiProperties.json")
    ResponseEntity<byte[]> properties(HttpServletRequest request) {
        return json(connector(request).properties(CLIENT));
    }

    private Connector connector(HttpServletRequest request) {
        return new Connector(URI.create(links.absolute(request, "")));
    }

    private static ResponseEntity<byte[]> json(JsonNode content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonMapper.shared()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(content)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
