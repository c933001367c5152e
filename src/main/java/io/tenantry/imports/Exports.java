package io.tenantry.imports;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.imports.internal.UserPages;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writing an organization's people to a file. What is written here can be imported again without a difference. */
@Component
public class Exports {
    private final Access access;
    private final UserPages pages;

    Exports(Access access, UserPages pages) {
        this.access = access;
        this.pages = pages;
    }

    /** The properties that a filter may name, under the headings of the file. */
    public Catalogue fields() {
        return UserPages.FIELDS;
    }

    /**
     * An export that may be made; nothing is written yet.
     *
     * @param asOf the moment of the past at which people are told of, or null for now
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED) without {@code user.read}
     */
    public Export of(
            Caller caller, OrganizationId organization, Condition filter, ExportFormat format, @Nullable Instant asOf) {
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        return new Export(reach, format, new UserPages.Wanted(organization, filter, asOf));
    }

    /** Everyone of an organization who meets the filter, to be written in a format. */
    public final class Export {
        private final Reach reach;
        private final ExportFormat format;
        private final UserPages.Wanted wanted;

        private Export(Reach reach, ExportFormat format, UserPages.Wanted wanted) {
            this.reach = reach;
            this.format = format;
            this.wanted = wanted;
        }

        public ExportFormat format() {
            return format;
        }

        /** Writes as it reads, so that the size of the organization does not matter. */
        public void write(OutputStream out) throws IOException {
            pages.write(reach, wanted, format, out);
        }
    }
}
