package io.tenantry.api.slchub;

import static io.tenantry.query.dialect.BracketRules.Operator.CO;
import static io.tenantry.query.dialect.BracketRules.Operator.EQ;
import static io.tenantry.query.dialect.BracketRules.Operator.GT;
import static io.tenantry.query.dialect.BracketRules.Operator.IN;
import static io.tenantry.query.dialect.BracketRules.Operator.LT;
import static io.tenantry.query.dialect.BracketRules.Operator.PR;

import io.tenantry.directory.Lifetime;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserStates;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What lists of users can be asked for. */
final class UserLists {
    private static final String DELETED_ONLY = "deletedOnly";
    private static final String NOT_DELETED_ONLY = "notDeletedOnly";
    private static final String ALL = "all";
    private static final Field ID = UserField.ID.named("_id");

    /** Its lower-case column always has a value: the UPN, where there is no other name. */
    private static final Field USER_NAME =
            UserField.USER_NAME.named(UserShape.USER_NAME).required();

    private static final Field DISPLAY_NAME = UserField.DISPLAY_NAME.named(UserShape.DISPLAY_NAME);
    private static final Field CREATED = UserField.CREATED.named("_created");
    private static final Field MODIFIED = UserField.MODIFIED.named("_modified");

    static final BracketRules RULES = BracketRules.of(ID)
            .inPages()
            .sort(USER_NAME, DISPLAY_NAME, CREATED, MODIFIED)
            .filter(ID, EQ, IN)
            .filter(USER_NAME, EQ, CO)
            .filter(DISPLAY_NAME, EQ, CO)
            .filter(UserField.MAIL.named(UserShape.EMAIL).searched(), EQ, CO)
            .filter(UserField.ACCOUNT_ENABLED.named(UserShape.ACTIVE), EQ)
            .filter(UserField.EXTERNAL_ID.named(UserShape.EXTERNAL_ID), PR)
            .filter(UserField.SYSTEM.named(UserShape.SYSTEM), EQ)
            .filter(UserStates.invited(UserShape.INVITATION_PENDING), EQ)
            .filter(UserStates.locked(UserShape.TEMPORARILY_LOCKED), EQ)
            .filter(UserField.DELETED.named(UserShape.DELETED), LT, GT)
            .filter(CREATED, LT, GT)
            .filter(MODIFIED, LT, GT)
            .others(Selection.PARAMETERS)
            .others(Set.of(Past.AS_OF));

    static {
        deletedChoice(RULES);
    }

    private UserLists() {}

    static void deletedChoice(BracketRules rules) {
        rules.choice(UserShape.DELETED, DELETED_ONLY, NOT_DELETED_ONLY, ALL);
    }

    /** Who is asked for: the living, unless the request says otherwise or asks when somebody was deleted. */
    static Lifetime lifetime(HttpServletRequest request, BracketOptions options) {
        String chosen = options.choices().get(UserShape.DELETED);
        if (chosen == null) {
            boolean dated = request.getParameterMap().keySet().stream()
                    .anyMatch(name -> name.startsWith("filter[" + UserShape.DELETED + "]"));
            return dated ? Lifetime.DELETED : Lifetime.LIVING;
        }
        return switch (chosen) {
            case DELETED_ONLY -> Lifetime.DELETED;
            case ALL -> Lifetime.ANY;
            default -> Lifetime.LIVING;
        };
    }
}
