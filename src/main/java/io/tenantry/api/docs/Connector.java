package io.tenantry.api.docs;

import java.net.URI;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connector for Power Automate, Logic Apps and Power Apps, as the two files that are imported there. Operations that flows of the
 * Cloud User Hub use have the names they have in its connector, so that such a flow needs another connection and nothing else.
 */
final class Connector {
    private static final String SUBSCRIPTIONS = "/api/v1/organizations/{organizationId}/event-subscriptions";
    private static final String REDIRECT = "https://global.consent.azure-apim.net/redirect";

    private final URI hub;

    Connector(URI hub) {
        this.hub = hub;
    }

    /** {@code apiDefinition.swagger.json}. */
    ObjectNode definition(JsonNode hubDocument, JsonNode ownDocument) {
        ObjectNode made = JsonMapper.shared().createObjectNode();
        made.put("swagger", "2.0");
        ObjectNode info = made.putObject("info");
        info.put("title", "Tenantry");
        info.put(
                "description",
                "People, groups, licenses and automation of every organization that a Tenantry hub looks after, "
                        + "and a trigger for what happens to them.");
        info.put("version", "1.0");
        info.putObject("contact").put("name", "Operator of the hub").put("url", hub.toString());
        made.put("host", hub.getAuthority());
        made.put("basePath", hub.getPath().isEmpty() ? "/" : hub.getPath());
        made.putArray("schemes").add(hub.getScheme());
        made.putArray("consumes").add("application/json");
        made.putArray("produces").add("application/json");
        ObjectNode paths = made.putObject("paths");
        ObjectNode definitions = made.putObject("definitions");
        Set<String> taken = new ConnectorPaths(
                        hubDocument,
                        new SwaggerSchemas(hubDocument, "Hub", definitions),
                        KnownOperation.all(),
                        Set.of())
                .write(paths);
        new ConnectorPaths(ownDocument, new SwaggerSchemas(ownDocument, "", definitions), List.of(), taken)
                .write(paths);
        trigger(paths, definitions);
        made.putObject("parameters");
        made.putObject("responses");
        security(made);
        made.putArray("tags");
        ArrayNode metadata = made.putArray("x-ms-connector-metadata");
        metadata.addObject().put("propertyName", "Website").put("propertyValue", hub.toString());
        metadata.addObject().put("propertyName", "Privacy policy").put("propertyValue", hub + "/docs");
        metadata.addObject()
                .put("propertyName", "Categories")
                .put("propertyValue", "Business Management;IT Operations");
        return made;
    }

    private void security(ObjectNode made) {
        ObjectNode scheme = made.putObject("securityDefinitions").putObject("oauth2_auth");
        scheme.put("type", "oauth2");
        scheme.put("flow", "accessCode");
        scheme.put("authorizationUrl", hub + "/oauth2/authorize");
        scheme.put("tokenUrl", hub + "/oauth2/token");
        scheme.putObject("scopes").put("openid", "Sign in").put("offline_access", "Stay signed in");
        made.putArray("security")
                .addObject()
                .putArray("oauth2_auth")
                .add("openid")
                .add("offline_access");
    }

    /** Subscribing is a trigger: the platform gives its own address, and ends the subscription at the one in Location. */
    private static void trigger(ObjectNode paths, ObjectNode definitions) {
        ObjectNode path = (ObjectNode) paths.path(SUBSCRIPTIONS);
        ObjectNode subscribe = (ObjectNode) path.path("post");
        subscribe.put("summary", "When something happens");
        subscribe.put(
                "description",
                "Starts a flow for each event of the chosen types, in the order of each thing's events.");
        subscribe.put("operationId", "WhenSomethingHappens");
        subscribe.put("x-ms-trigger", "single");
        ObjectNode body = (ObjectNode) definitions.path("NewEventSubscription").path("properties");
        ObjectNode address = (ObjectNode) body.path("notificationUrl");
        address.put("x-ms-notification-url", true);
        address.put("x-ms-visibility", "internal");
        ObjectNode types = (ObjectNode) body.path("types");
        types.put("description", "Types of events, such as user.disabled; all when none is given.");
        ObjectNode notification = path.putObject("x-ms-notification-content");
        notification.put("description", "The event.");
        notification.putObject("schema").put("$ref", "#/definitions/Event");
        definitions.set("Event", event());
        ObjectNode end =
                (ObjectNode) paths.path(SUBSCRIPTIONS + "/{subscriptionId}").path("delete");
        end.put("x-ms-visibility", "internal");
    }

    private static ObjectNode event() {
        ObjectNode event = JsonMapper.shared().createObjectNode();
        event.put("type", "object");
        ObjectNode members = event.putObject("properties");
        text(members, "id", "The event's id; the same event always has the same.");
        text(members, "type", "What happened, such as user.disabled.");
        text(members, "source", "The path of the organization it happened in.");
        text(members, "subject", "What it happened to, as kind and id.");
        text(members, "time", "When it happened.").put("format", "date-time");
        ObjectNode data = object(members, "data", "What there is to tell.");
        text(data, "organizationId", "The hub's id of the organization.");
        ObjectNode object = object(data, "object", "What it happened to.");
        text(object, "kind", "The kind, such as user or group.");
        text(object, "id", "The hub's id.");
        text(object, "name", "The name; of a user, the sign-in name.");
        ObjectNode actor = object(data, "actor", "Who did it.");
        text(actor, "kind", "The kind, such as user or service account.");
        text(actor, "id", "The id of whoever did it.");
        text(actor, "name", "The name of whoever did it.");
        text(data, "correlationId", "The id of the request that did it.");
        object(data, "before", "The members that were different, as they were.");
        object(data, "after", "The members that are new or different, as they are.");
        return event;
    }

    private static ObjectNode text(ObjectNode members, String name, String description) {
        ObjectNode member = members.putObject(name);
        member.put("type", "string");
        member.put("title", Wording.title(name));
        member.put("x-ms-summary", Wording.title(name));
        member.put("description", description);
        return member;
    }

    private static ObjectNode object(ObjectNode members, String name, String description) {
        ObjectNode member = text(members, name, description);
        member.put("type", "object");
        return member.putObject("properties");
    }

    /** {@code apiProperties.json}. */
    ObjectNode properties(String clientId) {
        ObjectNode made = JsonMapper.shared().createObjectNode();
        ObjectNode properties = made.putObject("properties");
        ObjectNode token = properties.putObject("connectionParameters").putObject("token");
        token.put("type", "oauthSetting");
        ObjectNode settings = token.putObject("oAuthSettings");
        settings.put("identityProvider", "oauth2");
        settings.put("clientId", clientId);
        settings.putArray("scopes").add("openid").add("offline_access");
        settings.put("redirectMode", "Global");
        settings.put("redirectUrl", REDIRECT);
        settings.putObject("properties").put("IsFirstParty", "False");
        ObjectNode addresses = settings.putObject("customParameters");
        addresses.putObject("authorizationUrl").put("value", hub + "/oauth2/authorize");
        addresses.putObject("tokenUrl").put("value", hub + "/oauth2/token");
        addresses.putObject("refreshUrl").put("value", hub + "/oauth2/token");
        properties.put("iconBrandColor", "#0b5cad");
        properties.putArray("capabilities").add("actions").add("triggers");
        properties.put("publisher", "Operator of the hub");
        properties.put("stackOwner", "Tenantry");
        properties.putArray("policyTemplateInstances");
        return made;
    }
}
