package io.tenantry.console.internal;

import io.tenantry.access.Reach;
import io.tenantry.console.lists.SavedView;
import io.tenantry.platform.database.Database;
import io.tenantry.signin.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table console_views. Everybody sees and changes his own. */
@Component
public class ViewRows {
    /** More would not fit the page. */
    private static final int MOST = 30;

    private final Database database;

    ViewRows(Database database) {
        this.database = database;
    }

    /** Keeps a view; one of the same list and name is replaced. */
    public void save(SignedIn person, SavedView view) {
        database.run(
                reach(person),
                """
                INSERT INTO console_views (organization_id, id, user_id, list, name, question) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (organization_id, user_id, list, name) DO UPDATE SET question = excluded.question
                """,
                person.organization().value(),
                view.id(),
                person.user(),
                view.list(),
                view.name(),
                view.question());
    }

    public List<SavedView> of(SignedIn person, String list) {
        return database.list(
                reach(person), """
                SELECT id, list, name, question FROM console_views
                WHERE organization_id = ? AND user_id = ? AND list = ? ORDER BY name LIMIT ?
                """, ViewRows::view, person.organization().value(), person.user(), list, MOST);
    }

    public @Nullable SavedView find(SignedIn person, UUID id) {
        return database.first(
                reach(person),
                "SELECT id, list, name, question FROM console_views WHERE organization_id = ? AND user_id = ? AND id = ?",
                ViewRows::view,
                person.organization().value(),
                person.user(),
                id);
    }

    public void delete(SignedIn person, UUID id) {
        database.run(
                reach(person),
                "DELETE FROM console_views WHERE organization_id = ? AND user_id = ? AND id = ?",
                person.organization().value(),
                person.user(),
                id);
    }

    private static Reach reach(SignedIn person) {
        return new Reach.Some(Set.of(person.organization()));
    }

    private static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4));
    }
}
