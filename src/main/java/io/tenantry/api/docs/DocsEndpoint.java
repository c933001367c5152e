package io.tenantry.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenantry.api.Surface;
import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springdoc.webmvc.api.MultipleOpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** The documentation as a page to read. It is put together when somebody first asks, never at start-up. */
@Controller
class DocsEndpoint {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'; "
                    + "base-uri 'none'";

    private static final String DOCUMENTS = "/v3/api-docs";

    private final ObjectProvider<MultipleOpenApiWebMvcResource> documents;
    private final List<Surface> surfaces;
    private final Links links;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable List<Chapter> chapters;

    DocsEndpoint(ObjectProvider<MultipleOpenApiWebMvcResource> documents, List<Surface> surfaces, Links links) {
        this.documents = documents;
        this.surfaces = List.copyOf(surfaces);
        this.links = links;
    }

    @GetMapping("/docs")
    String show(HttpServletRequest request, HttpServletResponse response, Model model) throws JsonProcessingException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("chapters", chapters(request));
        model.addAttribute("hubUrl", links.absolute(request, ""));
        return "docs/docs";
    }

    private List<Chapter> chapters(HttpServletRequest request) throws JsonProcessingException {
        List<Chapter> known = chapters;
        if (known != null) {
            return known;
        }
        writing.lock();
        try {
            List<Chapter> written = chapters;
            if (written == null) {
                written = write(request);
                chapters = written;
            }
            return written;
        } finally {
            writing.unlock();
        }
    }

    private List<Chapter> write(HttpServletRequest request) throws JsonProcessingException {
        List<Chapter> written = new ArrayList<>();
        for (Surface surface : surfaces) {
            byte[] document = documents
                    .getObject()
                    .openapiJson(asking(request, surface), DOCUMENTS, surface.id(), Locale.ENGLISH);
            written.add(new ChapterReader(surface.id(), JsonMapper.shared().readTree(document)).read());
        }
        return List.copyOf(written);
    }

    /** As if the document itself were asked for: the hub's address is worked out by cutting the document's path off. */
    private HttpServletRequest asking(HttpServletRequest request, Surface surface) {
        String address = links.absolute(request, DOCUMENTS + "/" + surface.id());
        return new HttpServletRequestWrapper(request) {
            @Override
            @SuppressWarnings("JdkObsolete") // the servlet API's own type
            public StringBuffer getRequestURL() {
                return new StringBuffer(address);
            }
        };
    }
}
