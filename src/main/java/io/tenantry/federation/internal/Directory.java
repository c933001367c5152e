package io.tenantry.federation.internal;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.tenantry.federation.FederationSettings;
import io.tenantry.federation.LdapSettings;
import io.tenantry.kernel.Refusal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to a directory. It follows no referrals, waits for nothing for ever, and takes no answer of any size. What
 * comes from people never becomes a part of a filter's text.
 */
final class Directory implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 32 << 20;
    private static final int VALUES_MAX = 2_000_000;

    private final LdapSettings settings;
    private final LDAPConnection connection;

    private Directory(LdapSettings settings, LDAPConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /**
     * Connects, and signs in as the account that reads.
     *
     * @throws Refusal (PROVIDER_DOWN), (PROVIDER_CANNOT), or (NOT_PERMITTED) when the hub must not connect there
     */
    static Directory open(LdapSettings settings, @Nullable String password, FederationSettings how) {
        InetAddress address = how.outbound().resolve(settings.host());
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setMaxMessageSize(MESSAGE_BYTES_MAX);
        options.setResponseTimeoutMillis(how.answerTimeout().toMillis());
        options.setBindWithDNRequiresPassword(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        int timeout = Math.toIntExact(how.connectTimeout().toMillis());
        try {
            SocketFactory sockets = settings.security() == LdapSettings.Security.LDAPS
                    ? Trust.context(settings.trustedCertificates()).getSocketFactory()
                    : SocketFactory.getDefault();
            LDAPConnection connection = new LDAPConnection(sockets, options);
            try {
                connection.connect(settings.host(), address, settings.port(), timeout);
                if (settings.security() == LdapSettings.Security.START_TLS) {
                    startTls(connection, settings);
                }
                bindReader(connection, settings, password);
                return new Directory(settings, connection);
            } catch (LDAPException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (LDAPException failure) {
            throw DirectoryFailure.of(settings, failure);
        }
    }

    private static void startTls(LDAPConnection connection, LdapSettings settings) throws LDAPException {
        ExtendedResult result = connection.processExtendedOperation(
                new StartTLSExtendedRequest(Trust.context(settings.trustedCertificates())));
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
            throw new LDAPException(result);
        }
    }

    private static void bindReader(LDAPConnection connection, LdapSettings settings, @Nullable String password)
            throws LDAPException {
        String account = settings.bindDn();
        if (account != null) {
            // A bind with a name and no password succeeds everywhere, and proves nothing.
            if (password == null || password.isEmpty()) {
                throw new Refusal(
                        Refusal.Reason.CONFLICT, "The account that reads the directory has no password here", "secret");
            }
            connection.bind(new SimpleBindRequest(account, password));
        }
    }

    /** Whether the directory accepts the password of this entry. The connection is that entry's afterwards, so close it. */
    boolean accepts(String dn, String password) {
        if (dn.isBlank() || password.isEmpty() || password.indexOf('\0') >= 0) {
            return false;
        }
        try {
            return connection
                    .bind(new SimpleBindRequest(dn, password))
                    .getResultCode()
                    .equals(ResultCode.SUCCESS);
        } catch (LDAPException failure) {
            if (failure.getResultCode().isConnectionUsable()) {
                return false;
            }
            throw DirectoryFailure.of(settings, failure);
        }
    }

    /** The entry with this external id, or null; with the attributes named. */
    @Nullable
    SearchResultEntry person(String externalId, List<String> attributes) {
        Filter filter = Filter.createANDFilter(
                filter(settings.userFilter()), ExternalIds.filter(settings.externalIdAttribute(), externalId));
        List<SearchResultEntry> found = new ArrayList<>();
        try {
            SearchRequest request = request(settings.searchBase(), filter, attributes);
            request.setSizeLimit(2);
            found.addAll(entries(connection.search(request)));
        } catch (LDAPException failure) {
            throw DirectoryFailure.of(settings, failure);
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** A few people, however many there are. */
    List<SearchResultEntry> some(int most) {
        SearchRequest request =
                request(settings.searchBase(), filter(settings.userFilter()), PersonEntry.attributes(settings));
        request.addControl(new SimplePagedResultsControl(most, null, false));
        request.setSizeLimit(most);
        try {
            return entries(connection.search(request));
        } catch (LDAPSearchException limited) {
            List<SearchResultEntry> found = limited.getSearchEntries();
            if (found != null && limited.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return found;
            }
            throw DirectoryFailure.of(settings, limited);
        }
    }

    /** Shows everything below the base that fits the filter, page by page. */
    void pages(
            String base, Filter filter, List<String> attributes, int pageSize, Consumer<List<SearchResultEntry>> each) {
        ASN1OctetString cookie = null;
        try {
            do {
                SearchRequest request = request(base, filter, attributes);
                request.addControl(new SimplePagedResultsControl(pageSize, cookie, true));
                SearchResult result = connection.search(request);
                SimplePagedResultsControl told = SimplePagedResultsControl.get(result);
                cookie = told == null || !told.moreResultsToReturn() ? null : told.getCookie();
                each.accept(entries(result));
                Refusal.unless(
                        !Thread.currentThread().isInterrupted(),
                        Refusal.Reason.BUSY,
                        "The hub was stopped while it read the directory");
            } while (cookie != null);
        } catch (LDAPException failure) {
            throw DirectoryFailure.of(settings, failure);
        }
    }

    /** All values of an attribute, also where Active Directory gives them out a range at a time. */
    List<String> values(SearchResultEntry entry, String name) {
        Attribute whole = entry.getAttribute(name);
        List<String> all = new ArrayList<>(whole == null ? List.of() : List.of(whole.getValues()));
        Range range = Range.in(entry, name);
        try {
            while (range != null && all.size() < VALUES_MAX) {
                all.addAll(range.values());
                if (range.isLast()) {
                    return all;
                }
                SearchResultEntry more = connection.getEntry(entry.getDN(), range.following());
                range = more == null ? null : Range.in(more, name);
            }
        } catch (LDAPException failure) {
            throw DirectoryFailure.of(settings, failure);
        }
        return all;
    }

    /** An attribute of the directory's own entry, or null. */
    @Nullable
    String ofServer(String attribute) {
        try {
            SearchResultEntry root = connection.getEntry("", attribute);
            return root == null ? null : root.getAttributeValue(attribute);
        } catch (LDAPException failure) {
            throw DirectoryFailure.of(settings, failure);
        }
    }

    static Filter filter(String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException malformed) {
            throw new IllegalStateException("A filter was stored that is none", malformed);
        }
    }

    private static List<SearchResultEntry> entries(SearchResult result) {
        List<SearchResultEntry> found = result.getSearchEntries();
        return found == null ? List.of() : found;
    }

    private static SearchRequest request(String base, Filter filter, List<String> attributes) {
        return new SearchRequest(
                base, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, filter, attributes.toArray(String[]::new));
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The part of a long attribute that an answer has, such as {@code member;range=0-1499}. */
    private record Range(String name, List<String> values, int last, boolean isLast) {
        static @Nullable Range in(SearchResultEntry entry, String name) {
            String beginning = name.toLowerCase(java.util.Locale.ROOT) + ";range=";
            for (Attribute attribute : entry.getAttributes()) {
                String called = attribute.getName().toLowerCase(java.util.Locale.ROOT);
                int dash = called.lastIndexOf('-');
                if (called.startsWith(beginning) && dash > beginning.length()) {
                    String end = called.substring(dash + 1);
                    boolean isLast = end.equals("*");
                    return new Range(name, List.of(attribute.getValues()), isLast ? 0 : Integer.parseInt(end), isLast);
                }
            }
            return null;
        }

        String following() {
            return name + ";range=" + (last + 1) + "-*";
        }
    }
}
