package io.tenantry.console.webhooks;

import io.tenantry.console.Visit;
import io.tenantry.events.EventType;
import io.tenantry.events.Webhook;
import io.tenantry.events.Webhooks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's form is filled in with.
 *
 * @param url empty where the present address is to stay, which may hold a key and is not shown
 * @param types the names of the chosen types; none for all
 */
public record WebhookForm(String name, String url, Set<String> types, String filter, boolean subtree, String contact) {
    static final WebhookForm EMPTY = new WebhookForm("", "", Set.of(), "", false, "");

    public WebhookForm {
        types = Set.copyOf(types);
    }

    /** Types of events that are about one kind of thing. */
    public record Group(String title, List<EventType> types) {}

    static WebhookForm of(Visit visit) {
        String[] types = visit.request().getParameterValues("type");
        return new WebhookForm(
                text(visit, "name"),
                text(visit, "url"),
                types == null ? Set.of() : Arrays.stream(types).collect(Collectors.toSet()),
                text(visit, "filter"),
                visit.ticked("subtree"),
                text(visit, "contact"));
    }

    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(
                webhook.name(),
                "",
                webhook.types().stream().map(EventType::wireName).collect(Collectors.toSet()),
                Objects.requireNonNullElse(webhook.filter(), ""),
                webhook.subtree(),
                Objects.requireNonNullElse(webhook.contact(), ""));
    }

    private static String text(Visit visit, String name) {
        return Objects.requireNonNullElse(visit.field(name), "");
    }

    Webhooks.NewWebhook wanted() {
        return new Webhooks.NewWebhook(
                name, url, Webhook.Kind.WEBHOOK, chosen(), orNull(filter), subtree, orNull(contact));
    }

    /** An empty filter or contact takes away what is there. */
    Webhooks.Change change() {
        return new Webhooks.Change(name, orNull(url), chosen(), filter, subtree, contact, null);
    }

    private List<EventType> chosen() {
        return types.stream().map(EventType::named).sorted().toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** All types that can be chosen, by what they are about. */
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<EventType> all = Arrays.stream(EventType.values())
                .filter(type -> type != EventType.WEBHOOK_TEST)
                .toList();
        all.stream()
                .map(WebhookForm::about)
                .distinct()
                .forEach(about -> groups.add(new Group(
                        title(about),
                        all.stream().filter(type -> about(type).equals(about)).toList())));
        return groups;
    }

    private static String about(EventType type) {
        return type.wireName().substring(0, type.wireName().indexOf('.'));
    }

    private static String title(String about) {
        return switch (about) {
            case "user" -> "People";
            case "signin" -> "Sign-ins";
            case "serviceaccount" -> "Service accounts";
            case "identitysource" -> "Identity sources";
            case "policy" -> "Policies";
            case "mailbox" -> "Mailboxes";
            default -> Character.toUpperCase(about.charAt(0)) + about.substring(1) + "s";
        };
    }
}
