package io.tenantry.api.docs;

import io.tenantry.api.Surface;
import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The documentation as a page to read. It is put together when somebody first asks, never at start-up. */
@Controller
class DocsEndpoint {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'; "
                    + "base-uri 'none'";

    private final Documents documents;
    private final List<Surface> surfaces;
    private final Links links;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable List<Chapter> chapters;

    DocsEndpoint(Documents documents, List<Surface> surfaces, Links links) {
        this.documents = documents;
        this.surfaces = List.copyOf(surfaces);
        this.links = links;
    }

    @GetMapping("/docs")
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("chapters", chapters(request));
        model.addAttribute("hubUrl", links.absolute(request, ""));
        return "docs/docs";
    }

    private List<Chapter> chapters(HttpServletRequest request) {
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

    private List<Chapter> write(HttpServletRequest request) {
        List<Chapter> written = new ArrayList<>();
        for (Surface surface : surfaces) {
            written.add(new ChapterReader(surface.id(), documents.of(request, surface.id())).read());
        }
        return List.copyOf(written);
    }
}
