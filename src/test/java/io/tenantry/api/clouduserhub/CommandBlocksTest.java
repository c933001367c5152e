package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The catalogue of command blocks as flows read it. */
class CommandBlocksTest extends DialectTest {
    private static final String FORWARDING = "2bfc081b-d4b8-4a16-9979-ae473c9949d6";

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(item -> names.add(item.get("technicalIdentifier").asString()));
        return names;
    }

    @Test
    void theListShowsEachBlockWithItsThreeCategories() {
        Answer answer =
                get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'setmailboxforwarding'&$count=true");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("@odata.context").asString())
                .isEqualTo(hubUrl() + "/command/v1/$metadata#commandblocks");
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(1);
        JsonNode block = answer.body().get("value").get(0);
        assertThat(block.propertyNames())
                .containsExactly(
                        "id",
                        "technicalIdentifier",
                        "type",
                        "version",
                        "categoryId",
                        "requiredReadAction",
                        "requiredWriteAction",
                        "requiredProvider",
                        "menuCategory",
                        "parentCategory",
                        "category");
        assertThat(block.get("id").asString()).isEqualTo(FORWARDING);
        assertThat(block.get("type").asString()).isEqualTo("User");
        assertThat(block.get("version").asInt()).isEqualTo(1);
        assertThat(block.get("requiredWriteAction").asString()).isEqualTo("command.exchange.write");
        assertThat(block.get("menuCategory").get("technicalIdentifier").asString())
                .isEqualTo("Microsoft_365");
        assertThat(block.get("parentCategory").get("technicalIdentifier").asString())
                .isEqualTo("Exchange");
        assertThat(block.get("category").get("id").asString())
                .isEqualTo(block.get("categoryId").asString());
    }

    @Test
    void pagesFollowEachOtherWithoutLosingOne() {
        List<String> all =
                names(get("/command/v1/commandblocks?$top=1000").body().get("value"));
        List<String> walked = new ArrayList<>();
        String next =
                "/command/v1/commandblocks?$top=1000&$orderby=requiredProvider%20desc,technicalIdentifier&$select=technicalIdentifier";
        Answer answer = get(next + "&$skip=0");
        assertThat(answer.body().get("value").get(0).propertyNames()).containsExactly("technicalIdentifier");
        walked.addAll(names(answer.body().get("value")));
        assertThat(walked).containsExactlyInAnyOrderElementsOf(all);
        List<String> byTwo = new ArrayList<>();
        for (int skip = 0; skip < all.size(); skip += 7) {
            byTwo.addAll(names(
                    get("/command/v1/commandblocks?$top=7&$skip=" + skip).body().get("value")));
        }
        assertThat(byTwo).containsExactlyElementsOf(all);
    }

    @Test
    void theDetailsSayWhatABlockTakesAndGives() {
        JsonNode block =
                get("/clouduserhub/command/v1/commandblocks/" + FORWARDING).body();
        JsonNode input = block.get("commandInput");
        assertThat(input.get("multiSelection").get("multipleUsers").asBoolean()).isTrue();
        assertThat(input.get("layoutGroups")
                        .get(0)
                        .get("layoutGroupFormats")
                        .get(0)
                        .get("type")
                        .asString())
                .isEqualTo("SingleInput");
        JsonNode address = input.get("parameters").get(2);
        assertThat(address.propertyNames())
                .containsExactly(
                        "technicalIdentifier",
                        "value",
                        "defaultValue",
                        "schema",
                        "sensitive",
                        "required",
                        "placeholderEnabled");
        assertThat(address.get("technicalIdentifier").asString()).isEqualTo("forwardingAddress");
        assertThat(address.get("schema").get("format").asString()).isEqualTo("email");
        assertThat(address.get("required").asBoolean()).isTrue();
        assertThat(address.get("placeholderEnabled").propertyNames())
                .containsExactly("commandSet", "commandBlock", "linkedCommandBlocks");
        JsonNode output = block.get("commandOutput");
        assertThat(output.get("body").get("parameters")).isEqualTo(output.get("parameters"));
        assertThat(output.get("body").get("layoutGroups")).isEqualTo(output.get("layoutGroups"));
    }

    @Test
    void linkedBlocksAreNamedWithTheirVersions() {
        JsonNode found = get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'addtogroup'")
                .body()
                .get("value")
                .get(0);
        JsonNode linked = get("/command/v1/commandblocks/" + found.get("id").asString())
                .body()
                .at("/commandInput/parameters/0/placeholderEnabled/linkedCommandBlocks");
        assertThat(names(linked)).containsExactly("getazureadgroup", "getazureadsecuritygroup");
        assertThat(linked.get(0).get("version").asInt()).isEqualTo(4);
    }

    @Test
    void categoriesFormATree() {
        JsonNode categories =
                get("/command/v1/commandcategories?$top=1000").body().get("value");
        List<String> ids = new ArrayList<>();
        categories.forEach(category -> ids.add(category.get("id").asString()));
        int tops = 0;
        for (JsonNode category : categories) {
            assertThat(category.propertyNames()).containsExactly("id", "technicalIdentifier", "parentCategoryId");
            if (category.get("parentCategoryId").isNull()) {
                tops++;
            } else {
                assertThat(ids).contains(category.get("parentCategoryId").asString());
            }
        }
        assertThat(tops).isEqualTo(1);
    }

    @Test
    void whoHoldsOneReadActionSeesThoseBlocksOnly() {
        OrganizationId where = organization();
        String token = tokenWith(BuiltInRole.EXCHANGE_READER, where);
        JsonNode seen = client().get("/command/v1/commandblocks?$top=1000", token)
                .body()
                .get("value");
        assertThat(seen).isNotEmpty();
        seen.forEach(
                block -> assertThat(block.get("requiredReadAction").asString()).isEqualTo("command.exchange.read"));
        String other = "1639c9a8-ae6f-4a68-b61d-32d8596ae7c0";
        assertRefused(client().get("/command/v1/commandblocks/" + other, token), 403, "Forbidden");
    }

    @Test
    void whatIsNotThereIsRefusedInTheDialectsWords() {
        assertRefused(get("/command/v1/commandblocks/" + UUID.randomUUID()), 404, "NotFound");
        assertRefused(get("/command/v1/commandblocks/" + FORWARDING + "?version=9"), 404, "NotFound");
        assertRefused(get("/command/v1/commandblocks?$filter=color%20eq%20'red'"), 400, "BadRequest");
        assertRefused(get("/command/v1/commandcategories?$orderby=color"), 400, "BadRequest");
    }
}
