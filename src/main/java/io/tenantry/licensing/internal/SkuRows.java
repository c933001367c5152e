package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.Sku;
import io.tenantry.licensing.internal.ProductNames.Plan;
import io.tenantry.licensing.internal.ProductNames.Product;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code skus}, {@code service_plans} and {@code sku_plans}, which belong to no organization. */
public final class SkuRows {
    /** What the list can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("partNumber", "part_number").foldedIn("part_number_ci").required(),
            Field.text("displayName", "display_name")
                    .foldedIn("display_name_ci")
                    .required(),
            Field.text("appliesTo", "applies_to").required().notSortable(),
            Field.flag("published", "is_published").required().notSortable());

    private SkuRows() {}

    public static Page<Sku> list(Database database, ListQuery query, SkuCatalogue catalogue) {
        Sql base = Sql.of("true");
        return new PagedTable<>(
                        "skus",
                        "id, (SELECT version FROM sku_catalogue)",
                        row -> new Line(row.getObject(1, UUID.class), row.getLong(2)))
                .page(database, Reach.nowhere(), query, base)
                .map(line -> catalogue.at(line.catalogue).sku(line.id));
    }

    public static @Nullable Sku find(Database database, UUID id, SkuCatalogue catalogue) {
        Long version = database.first(Reach.nowhere(), "SELECT version FROM sku_catalogue", row -> row.getLong(1));
        return version == null ? null : catalogue.at(version).skus().get(id);
    }

    /** Writes all products of a file over those that are there, and tells how many products were not there. */
    public static int write(Session session, ProductNames names) {
        List<Plan> plans = names.plans();
        session.run(
                """
                INSERT INTO service_plans AS p (id, name, display_name, is_published)
                SELECT id, name, display_name, true FROM unnest(?::uuid[], ?::text[], ?::text[]) AS n (id, name, display_name)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, display_name = excluded.display_name, is_published = true
                """,
                plans.stream().map(Plan::id).toList(),
                plans.stream().map(Plan::name).toList(),
                plans.stream().map(Plan::displayName).toList());
        List<Product> products = names.products();
        List<UUID> ids = products.stream().map(Product::id).toList();
        List<Boolean> isNew = session.list(
                """
                INSERT INTO skus AS s (id, part_number, display_name, is_published)
                SELECT id, name, display_name, true FROM unnest(?::uuid[], ?::text[], ?::text[]) AS n (id, name, display_name)
                ON CONFLICT (id) DO UPDATE SET part_number = excluded.part_number, display_name = excluded.display_name,
                    is_published = true
                RETURNING xmax = 0
                """,
                row -> row.getBoolean(1),
                ids,
                products.stream().map(Product::partNumber).toList(),
                products.stream().map(Product::displayName).toList());
        writePlans(session, products, ids);
        return (int) isNew.stream().filter(one -> one).count();
    }

    private static void writePlans(Session session, List<Product> products, List<UUID> ids) {
        List<UUID> skus = new ArrayList<>();
        List<UUID> plans = new ArrayList<>();
        for (Product product : products) {
            for (UUID plan : product.plans()) {
                skus.add(product.id());
                plans.add(plan);
            }
        }
        session.run("""
                DELETE FROM sku_plans WHERE sku_id = ANY (?::uuid[])
                    AND (sku_id, plan_id) NOT IN (SELECT * FROM unnest(?::uuid[], ?::uuid[]))
                """, ids, skus, plans);
        session.run("""
                INSERT INTO sku_plans (sku_id, plan_id) SELECT * FROM unnest(?::uuid[], ?::uuid[]) ON CONFLICT DO NOTHING
                """, skus, plans);
    }

    /** A product of a list, before its plans are looked up. */
    private record Line(UUID id, long catalogue) {}
}
