package io.tenantry.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Locale;
import org.springdoc.webmvc.api.MultipleOpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI documents as the hub serves them, for what is made of them. */
@Component
class Documents {
    private static final String DOCUMENTS = "/v3/api-docs";

    private final ObjectProvider<MultipleOpenApiWebMvcResource> documents;
    private final Links links;

    Documents(ObjectProvider<MultipleOpenApiWebMvcResource> documents, Links links) {
        this.documents = documents;
        this.links = links;
    }

    /** The document of one surface. */
    JsonNode of(HttpServletRequest request, String surface) {
        try {
            byte[] document =
                    documents.getObject().openapiJson(asking(request, surface), DOCUMENTS, surface, Locale.ENGLISH);
            return JsonMapper.shared().readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The document of " + surface + " cannot be written", failure);
        }
    }

    /** As if the document itself were asked for: the hub's address is worked out by cutting the document's path off. */
    private HttpServletRequest asking(HttpServletRequest request, String surface) {
        String address = links.absolute(request, DOCUMENTS + "/" + surface);
        return new HttpServletRequestWrapper(request) {
            @Override
            @SuppressWarnings("JdkObsolete") // the servlet API's own type
            public StringBuffer getRequestURL() {
                return new StringBuffer(address);
            }
        };
    }
}
