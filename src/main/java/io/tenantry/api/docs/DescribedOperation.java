package io.tenantry.api.docs;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Surface;
import io.tenantry.api.Thing;
import io.tenantry.api.WithoutIdempotencyKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** Adds to an operation what its signature does not tell: permission, things on the wire, list options and refusals. */
final class DescribedOperation implements OperationCustomizer, OpenApiCustomizer {
    static final String SIGN_IN = "signIn";
    static final String PERMISSIONS = "x-permissions";
    static final String NOTE = "x-permission-note";
    private static final String LIST = "x-list";
    private static final String FILE = "x-file";
    private static final String WITHOUT_KEY = "x-without-key";
    private static final String KEY = "Idempotency-Key";
    private static final String CORRELATION = "X-Correlation-Id";
    private static final Pattern OF_ONESELF = Pattern.compile("/me(/|$)", Pattern.CASE_INSENSITIVE);

    private final Surface surface;
    private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final Nullables nullables = new Nullables();

    DescribedOperation(Surface surface) {
        this.surface = surface;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        if (requires != null) {
            operation.addExtension(
                    PERMISSIONS,
                    Arrays.stream(requires.value()).map(Permission::wireName).toList());
            if (!requires.note().isEmpty()) {
                operation.addExtension(NOTE, requires.note());
            }
        }
        operation.addSecurityItem(new SecurityRequirement().addList(SIGN_IN));
        operation.addParametersItem(new Parameter()
                .in("header")
                .name(CORRELATION)
                .description("Your own id for this call; it is answered, logged and kept in the audit trail")
                .schema(Schemas.typed("string")));
        surface.headers().forEach(header -> operation.addParametersItem(header(header)));
        if (handler.hasMethodAnnotation(WithoutIdempotencyKey.class)) {
            operation.addExtension(WITHOUT_KEY, true);
        }
        boolean isList = handler.getReturnType()
                .getParameterType()
                .getSimpleName()
                .equals(surface.envelope().type());
        nullables.add(handler.getMethod().getGenericReturnType());
        Exchanges exchanges = handler.getMethodAnnotation(Exchanges.class);
        answer(operation, handler, exchanges, isList);
        if (isList) {
            operation.addExtension(LIST, true);
        }
        if (exchanges != null) {
            Arrays.stream(exchanges.options()).forEach(option -> addOption(operation, option));
            if (!exchanges.takes().isEmpty()) {
                operation.requestBody(
                        new RequestBody().required(true).content(json("application/json", taken(exchanges))));
            }
            if (exchanges.takesFile().length > 0) {
                operation.requestBody(new RequestBody().required(true).content(file(exchanges.takesFile())));
            }
        }
        return operation;
    }

    private static Schema<?> taken(Exchanges exchanges) {
        Schema<?> thing = Schemas.reference(exchanges.takes());
        return exchanges.takesSeveral() ? Schemas.list(thing) : thing;
    }

    private void answer(Operation operation, HandlerMethod handler, @Nullable Exchanges exchanges, boolean isList) {
        ResponseStatus set = handler.getMethodAnnotation(ResponseStatus.class);
        int status = set == null ? 200 : set.value().value();
        Schema<?> item = null;
        if (exchanges != null) {
            status = exchanges.status() == 0 ? status : exchanges.status();
            Class<?> type = exchanges.givesType();
            if (type != Void.class) {
                types.add(type);
                nullables.add(type);
                item = Schemas.reference(type.getSimpleName());
            } else if (!exchanges.gives().isEmpty()) {
                item = Schemas.reference(exchanges.gives());
                given.add(exchanges.gives());
            }
        }
        ApiResponse answered = success(operation);
        answered.description(HttpStatus.valueOf(status).getReasonPhrase());
        if (item != null) {
            Schema<?> schema = item;
            if (isList) {
                schema = Nullables.orNulls(Schemas.of(surface.envelope().others()));
                schema.addProperty(surface.envelope().items(), Schemas.list(item));
            }
            boolean isArray =
                    List.class.isAssignableFrom(handler.getReturnType().getParameterType());
            answered.content(json("application/json", isArray ? Schemas.list(schema) : schema));
        }
        if (exchanges != null && exchanges.givesFile().length > 0) {
            answered.content(file(exchanges.givesFile()));
            operation.addExtension(FILE, true);
        }
        ApiResponses all = new ApiResponses().addApiResponse(Integer.toString(status), answered);
        if (exchanges != null && exchanges.also() != 0) {
            all.addApiResponse(Integer.toString(exchanges.also()), new ApiResponse().description("It was so already"));
        }
        operation.responses(all);
    }

    private static ApiResponse success(Operation operation) {
        ApiResponses all = operation.getResponses();
        if (all != null) {
            for (Map.Entry<String, ApiResponse> each : all.entrySet()) {
                if (each.getKey().startsWith("2")) {
                    return each.getValue();
                }
            }
        }
        return new ApiResponse();
    }

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents() == null ? new Components() : document.getComponents();
        document.components(components);
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> place(path, method, operation)));
        components.addSchemas(surface.error().name(), Nullables.orNulls(Schemas.of(surface.error())));
        for (Thing thing : surface.things()) {
            Schema<?> schema = Schemas.of(thing);
            components.addSchemas(thing.name(), given.contains(thing.name()) ? Nullables.orNulls(schema) : schema);
        }
        for (Class<?> type : types) {
            ResolvedSchema resolved =
                    ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type));
            resolved.referencedSchemas.forEach(components::addSchemas);
            components.addSchemas(type.getSimpleName(), resolved.schema);
        }
        nullables.apply(components.getSchemas());
        // The wrapping stands in each list; rows are told as the things they show.
        components.getSchemas().keySet().removeIf(name -> name.startsWith("Row") && !name.startsWith("Rows"));
        components.getSchemas().remove(surface.envelope().type());
    }

    private void place(String path, PathItem.HttpMethod method, Operation operation) {
        operation.tags(List.of(surface.resource(path)));
        operation.operationId(OperationNames.of(method.name(), path));
        operation.getParameters().forEach(parameter -> OperationNames.describe(parameter, path));
        Map<String, Object> told = operation.getExtensions();
        if (told != null && told.remove(LIST) != null) {
            surface.listOptions(path).forEach(option -> addOption(operation, option));
        }
        boolean isWrite = method != PathItem.HttpMethod.GET;
        boolean takesKey = isWrite && (told == null || told.remove(WITHOUT_KEY) == null);
        Map<Integer, String> refusals = new TreeMap<>();
        refusals.put(400, "Something in the request is wrong; the answer names it");
        refusals.put(401, "No access token, or one that is no longer valid");
        refusals.put(403, "The caller's roles do not allow it");
        if (path.indexOf('{') >= 0 || OF_ONESELF.matcher(path).find() || isAboutOthers(operation)) {
            refusals.put(404, "There is no such thing, or the caller may not know of it");
        }
        refuseWhatIsNotThere(path, told, refusals);
        if (isWrite) {
            refusals.putIfAbsent(surface.conflictStatus(path), "It does not fit what is there already");
        }
        if (takesKey) {
            operation.addParametersItem(key());
            refusals.merge(
                    409,
                    "A request with this Idempotency-Key is still at work",
                    (one, other) -> one + "; or: " + other);
            refusals.put(422, "This Idempotency-Key was used for another request");
        }
        refuseOtherVersions(operation, isWrite && method != PathItem.HttpMethod.POST, refusals);
        if (operation.getRequestBody() != null) {
            refusals.put(413, "The body is too large");
            refusals.put(415, "The body is of a type that is not taken here");
        }
        if (surface.isThrottled()) {
            refusals.put(429, "Too many calls; Retry-After tells how long to wait");
        }
        refusals.put(500, "The hub failed; its log has the correlation id");
        refusals.put(503, "The hub is busy or its database is away; try again");
        refusals.forEach((status, meaning) -> operation
                .getResponses()
                .addApiResponse(
                        status.toString(),
                        new ApiResponse()
                                .description(meaning)
                                .content(json(
                                        surface.errorMediaType(),
                                        Schemas.reference(surface.error().name())))));
    }

    private void refuseOtherVersions(Operation operation, boolean isChange, Map<Integer, String> refusals) {
        if (isChange && surface.guardsVersions()) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("If-Match")
                    .description("The version that was seen; another one is not changed")
                    .schema(Schemas.typed("string")));
        }
        if (operation.getParameters().stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            refusals.put(412, "It was changed by someone else meanwhile");
        }
    }

    /** Files that are not there yet, and news that are told no more. */
    private static void refuseWhatIsNotThere(
            String path, @Nullable Map<String, Object> told, Map<Integer, String> refusals) {
        if (path.endsWith("/delta")) {
            refusals.put(410, "The token is too old; begin anew");
        }
        if (told != null && told.remove(FILE) != null) {
            refusals.put(409, "There is nothing to send yet, or nothing at all");
        }
    }

    /** Whether the query or the body may name something that is not there. */
    private static boolean isAboutOthers(Operation operation) {
        return operation.getRequestBody() != null
                || operation.getParameters().stream()
                        .anyMatch(parameter -> "query".equals(parameter.getIn())
                                && parameter.getName().endsWith("Id"));
    }

    private static Parameter header(String told) {
        String[] parts = told.split(": ", 2);
        return new Parameter()
                .in("header")
                .required(true)
                .name(parts[0])
                .description(parts[1])
                .schema(Schemas.typed("string"));
    }

    private static Parameter key() {
        return new Parameter()
                .in("header")
                .name(KEY)
                .description(
                        "1 to 255 visible ASCII characters of your own; the same request with the same key is carried out "
                                + "once within 24 hours, and answered the same again with Idempotency-Replayed: true")
                .schema(Schemas.typed("string").minLength(1).maxLength(255));
    }

    /** Adds the parameter, unless the handler's signature has it already. */
    private static void addOption(Operation operation, String option) {
        String[] parts = option.split(": ", 2);
        List<Parameter> parameters = operation.getParameters() == null ? new ArrayList<>() : operation.getParameters();
        for (Parameter parameter : parameters) {
            if (parts[0].equals(parameter.getName())) {
                parameter.description(parts[1]);
                return;
            }
        }
        operation.addParametersItem(
                new Parameter().in("query").name(parts[0]).description(parts[1]).schema(Schemas.typed("string")));
    }

    private static Content file(String... types) {
        Content content = new Content();
        for (String type : types) {
            content.addMediaType(
                    type, new MediaType().schema(Schemas.typed("string").format("binary")));
        }
        return content;
    }

    private static Content json(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }
}
