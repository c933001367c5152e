package io.tenantry.console.lists;

import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.internal.ViewRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Saved views of lists. */
@Controller
class ViewsEndpoint {
    private static final int NAME_MAX = 64;
    private static final int QUESTION_MAX = 4096;

    private final ViewRows rows;

    ViewsEndpoint(ViewRows rows) {
        this.rows = rows;
    }

    /** Leads to the list as it was saved. */
    @GetMapping("/console/views/{viewId}")
    @Requires(
            value = {},
            note = "whoever is signed in")
    String open(Visit visit, @PathVariable String viewId) {
        SavedView view = rows.find(visit.signedIn(), Given.id(viewId));
        if (view == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "You have no such view", "viewId");
        }
        return "redirect:" + view.target();
    }

    @PostMapping("/console/views")
    @Requires(
            value = {},
            note = "whoever is signed in")
    String save(Visit visit) {
        String list = visit.required("list");
        String name = visit.required("name");
        String question = visit.request().getParameter("question");
        String asked = question == null ? "" : question;
        Refusal.unless(
                list.matches("[a-z]{1,64}") && name.length() <= NAME_MAX && asked.length() <= QUESTION_MAX,
                Refusal.Reason.MALFORMED,
                "A view has a name of at most " + NAME_MAX + " characters",
                "name");
        SavedView view = new SavedView(Ids.next(), list, name, asked);
        rows.save(visit.signedIn(), view);
        return "redirect:" + view.target();
    }

    @PostMapping("/console/views/{viewId}/delete")
    @Requires(
            value = {},
            note = "whoever is signed in")
    String delete(Visit visit, @PathVariable String viewId) {
        SavedView view = rows.find(visit.signedIn(), Given.id(viewId));
        if (view == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "You have no such view", "viewId");
        }
        rows.delete(visit.signedIn(), view.id());
        return "redirect:/console/" + view.list();
    }
}
