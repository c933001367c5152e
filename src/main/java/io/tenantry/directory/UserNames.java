package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.NameRows;
import io.tenantry.directory.internal.NameRows.DomainRow;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * User principal names for people whose makers know user names only. A user name that can be a UPN of the organization is his
 * UPN, and he has no other name. Any other is kept beside a UPN made of it: its ASCII letters and digits at the organization's
 * default domain, with a number when that is taken.
 */
@Component
public class UserNames {
    /** Room for a number behind it, within the 64 characters that may stand before the domain. */
    private static final int NAME_MAX = 58;

    /** How many more numbers to choose among each time. */
    private static final int SPREAD = 4;

    /** What refusals call a UPN. */
    static final String UPN = "userPrincipalName";

    /** What dialects with user names call them, and the UPNs made of them. */
    private static final String USER_NAME = "userName";

    private final Database database;
    private final Access access;

    UserNames(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * Adds UPN and user name to the values of a user to be made.
     *
     * @param mail his address; where the organization has no domains at all it can be his UPN
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (MALFORMED) when nothing can be made a UPN of
     */
    public void nameNew(
            Caller caller,
            OrganizationId organization,
            Values<UserField> values,
            String userName,
            @Nullable String mail) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        List<DomainRow> domains = NameRows.domains(database, reach, organization);
        if (isUpn(userName, domains)) {
            values.set(UserField.UPN, userName, USER_NAME);
            return;
        }
        values.set(UserField.USER_NAME, userName, USER_NAME);
        values.set(UserField.UPN, upn(reach, organization, domains, userName, mail), USER_NAME);
    }

    /**
     * Makes another UPN of the user name, when somebody else was given the one that was made before: the lowest number was
     * everybody's choice, so now it is any of the next.
     *
     * @param attempt how often a name was tried already
     * @return whether there is another to try; false when the refusal is about something else
     * @throws Refusal (CONFLICT) when the UPN is the user name itself
     */
    boolean givesWay(Reach reach, OrganizationId organization, Values<UserField> values, Refusal taken, int attempt) {
        boolean isTaken = taken.reason() == Refusal.Reason.CONFLICT && UPN.equals(taken.target());
        if (!isTaken || !values.called(UserField.UPN).equals(USER_NAME)) {
            return false;
        }
        String userName = values.text(UserField.USER_NAME);
        if (userName == null) {
            throw taken();
        }
        DomainRow home = home(NameRows.domains(database, reach, organization));
        if (home == null) {
            return false;
        }
        int skipped = ThreadLocalRandom.current().nextInt(SPREAD * attempt);
        String upn = NameRows.freeUpn(database, reach, organization, local(userName), home.name(), skipped);
        values.set(UserField.UPN, upn, USER_NAME);
        return true;
    }

    /**
     * Adds another user name to the values of a change. The UPN follows where it was the name so far and the new one can be a
     * UPN; otherwise it stays.
     */
    public void rename(Caller caller, User user, Values<UserField> values, String userName) {
        if (userName.equals(user.userName())) {
            return;
        }
        Reach reach = access.require(caller, Permission.USER_WRITE, user.organization());
        boolean follows =
                user.ownUserName() == null && isUpn(userName, NameRows.domains(database, reach, user.organization()));
        if (follows) {
            values.set(UserField.UPN, userName, USER_NAME);
        } else {
            values.set(UserField.USER_NAME, userName.equals(user.upn()) ? null : userName, USER_NAME);
        }
    }

    private String upn(
            Reach reach, OrganizationId organization, List<DomainRow> domains, String userName, @Nullable String mail) {
        DomainRow home = home(domains);
        if (home != null) {
            return NameRows.freeUpn(database, reach, organization, local(userName), home.name(), 0);
        }
        if (mail != null && isUpn(mail, domains)) {
            return mail;
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "The organization has no domain to make a user principal name with. Give it one, or use a user name or mail"
                        + " address of the form name@domain",
                USER_NAME);
    }

    static Refusal taken() {
        return new Refusal(Refusal.Reason.CONFLICT, "Another user has this user name", USER_NAME);
    }

    /** The domain that UPNs are made with; null without a verified one. */
    private static @Nullable DomainRow home(List<DomainRow> domains) {
        List<DomainRow> usable = domains.stream().filter(DomainRow::isVerified).toList();
        return usable.stream()
                .filter(DomainRow::isDefault)
                .findFirst()
                .orElse(usable.isEmpty() ? null : usable.getFirst());
    }

    private static boolean isUpn(String text, List<DomainRow> domains) {
        if (text.length() > UserField.UPN.lengthMax() || Format.UPN.broken(text) != null) {
            return false;
        }
        String domain = text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return domains.isEmpty()
                || domains.stream()
                        .anyMatch(row -> row.isVerified() && row.name().equals(domain));
    }

    /** What of the name may stand before a domain. */
    private static String local(String userName) {
        int at = userName.indexOf('@');
        String name = at > 0 ? userName.substring(0, at) : userName;
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9'._!#^~-]+", ".")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^\\.|\\.$", "");
        String kept = plain.substring(0, Math.min(plain.length(), NAME_MAX)).replaceAll("\\.$", "");
        return kept.isEmpty() ? "user" : kept;
    }
}
