package io.tenantry.console.find;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Visit;
import io.tenantry.console.people.PersonRow;
import io.tenantry.console.people.PersonRows;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriUtils;

/** What the search box on every page shows while one types: people of all organizations within reach. */
@Controller
class FindEndpoint {
    private static final int MOST = 8;

    private final Users users;
    private final PersonRows people;

    FindEndpoint(Users users, PersonRows people) {
        this.users = users;
        this.people = people;
    }

    /** Someone who was found. */
    record Hit(PersonRow row, @Nullable String because) {}

    @GetMapping("/console/find")
    @Requires(Permission.USER_READ_BASIC)
    String find(Visit visit) {
        String text = visit.field("text");
        if (!visit.isPartial()) {
            return "redirect:/console/people"
                    + (text == null ? "" : "?text=" + UriUtils.encode(text, StandardCharsets.UTF_8));
        }
        List<Hit> hits = text == null ? List.of() : hits(visit, text);
        visit.with("text", text == null ? "" : text).with("hits", hits).with("isFull", hits.size() == MOST);
        return "console/found";
    }

    private List<Hit> hits(Visit visit, String text) {
        List<Order> order = PersonRows.CATALOGUE.total(
                List.of(Order.ascending(PersonRows.CATALOGUE.sortable(PersonRows.name(UserField.DISPLAY_NAME)))));
        ListQuery query = new ListQuery(Condition.ALL, text, order, MOST, 0, null, false);
        Page<PersonRow> found = people.named(visit.caller(), users.listEverywhere(visit.caller(), query));
        String wanted = text.toLowerCase(Locale.ROOT);
        return found.items().stream()
                .map(row -> new Hit(row, because(row.user(), wanted)))
                .toList();
    }

    /** Which of the texts that are not shown anyway has the piece in it. */
    private static @Nullable String because(User user, String wanted) {
        if (has(user.displayName(), wanted) || has(user.upn(), wanted)) {
            return null;
        }
        for (String former : user.formerUpns()) {
            if (has(former, wanted)) {
                return "formerly " + former;
            }
        }
        for (String phone : user.businessPhones()) {
            if (has(phone, wanted)) {
                return phone;
            }
        }
        for (String mail : user.otherMails()) {
            if (has(mail, wanted)) {
                return mail;
            }
        }
        return has(user.mobilePhone(), wanted) ? user.mobilePhone() : has(user.mail(), wanted) ? user.mail() : null;
    }

    private static boolean has(@Nullable String text, String wanted) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
