package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.scim.Bulk.Done;
import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many operations in one request. */
@RestController("scimBulkEndpoint")
@RequestMapping(
        path = {ScimPaths.ROOT, ScimPaths.OF_ORGANIZATION},
        produces = {ScimPaths.MEDIA_TYPE, ScimPaths.JSON})
class BulkEndpoint {
    static final String PATH = "/Bulk";

    private final UserResources users;
    private final GroupResources groups;

    BulkEndpoint(UserResources users, GroupResources groups) {
        this.users = users;
        this.groups = groups;
    }

    /**
     * Operations are carried out one by one and each has its own result. One may refer to what another makes by
     * {@code bulkId:NAME}, in any order.
     */
    @Operation(summary = "Carry out many operations")
    @Exchanges(takes = "BulkRequest", gives = "BulkResponse")
    @PostMapping(PATH)
    @Requires(
            value = {},
            note = "what each operation requires")
    Map<String, Object> run(At at, @RequestBody Map<String, @Nullable Object> body) {
        at.caller();
        List<Bulk.Operation> operations = Bulk.operations(body);
        int failOnErrors = Bulk.failOnErrors(body);
        List<Map<String, Object>> results = new Bulk(operation -> work(at, operation)).run(operations, failOnErrors);
        return Map.of("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:BulkResponse"), "Operations", results);
    }

    private Done work(At at, Bulk.Operation operation) {
        String[] path = operation
                .path()
                .substring(operation.path().startsWith("/") ? 1 : 0)
                .split("/", -1);
        String id = path.length == 2 ? path[1] : "";
        boolean isNew = operation.method().equals("POST");
        Refused.unless(
                isNew ? path.length == 1 : path.length == 2,
                Refused.PATH,
                "'" + ScimPaths.shown(operation.path()) + "' is no path of a " + (isNew ? "type" : "resource"));
        return switch ("/" + path[0]) {
            case ScimPaths.USERS -> user(at, operation, id);
            case ScimPaths.GROUPS -> group(at, operation, id);
            default ->
                throw Refused.as(
                        Refused.PATH, "'" + ScimPaths.shown(operation.path()) + "' leads to no users or groups");
        };
    }

    private Done user(At at, Bulk.Operation operation, String id) {
        User user = switch (operation.method()) {
            case "POST" -> users.create(at, operation.data());
            case "PUT" -> users.replace(at, id, operation.data(), operation.version());
            case "PATCH" -> users.patch(at, id, operation.data(), operation.version());
            case "DELETE" -> {
                users.delete(at, id, operation.version());
                yield null;
            }
            default -> throw unknown(operation);
        };
        return user == null
                ? new Done(204, null, null, null)
                : done(at, operation, Resource.USER, user.id().value(), Meta.tag(user));
    }

    private Done group(At at, Bulk.Operation operation, String id) {
        Group group = switch (operation.method()) {
            case "POST" -> groups.create(at, operation.data());
            case "PUT" -> groups.replace(at, id, operation.data(), operation.version());
            case "PATCH" -> groups.patch(at, id, operation.data(), operation.version());
            case "DELETE" -> {
                groups.delete(at, id, operation.version());
                yield null;
            }
            default -> throw unknown(operation);
        };
        return group == null
                ? new Done(204, null, null, null)
                : done(at, operation, Resource.GROUP, group.id().value(), groups.tag(at, group, null));
    }

    private static Done done(At at, Bulk.Operation operation, Resource kind, UUID id, String tag) {
        int status = operation.method().equals("POST") ? 201 : 200;
        return new Done(status, id.toString(), at.location(kind, id), tag);
    }

    private static Refusal unknown(Bulk.Operation operation) {
        return Refused.as(
                Refused.SYNTAX,
                "The method '" + ScimPaths.shown(operation.method()) + "' is none of POST, PUT, PATCH and DELETE");
    }
}
