package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.tenantry.federation.LdapSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a directory's failures are called towards people who administer it. */
final class DirectoryFailure {
    private static final int TOLD_MAX = 200;

    private DirectoryFailure() {}

    static Refusal of(LdapSettings settings, LDAPException failure) {
        String where = "The directory at " + settings.host() + ":" + settings.port();
        ResultCode code = failure.getResultCode();
        if (isTls(failure)) {
            return down(where + " cannot be trusted: " + told(failure.getCause(), failure));
        }
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return new Refusal(
                    Refusal.Reason.PROVIDER_CANNOT, where + " does not accept the account that reads it", "bindDn");
        }
        if (code.equals(ResultCode.NO_SUCH_OBJECT)) {
            return new Refusal(Refusal.Reason.PROVIDER_CANNOT, where + " has no such search base", "searchBase");
        }
        if (code.isConnectionUsable()) {
            String said = code.getName().toLowerCase(Locale.ROOT) + told(failure.getDiagnosticMessage());
            return new Refusal(Refusal.Reason.PROVIDER_CANNOT, where + " refuses: " + said);
        }
        return down(where + " does not answer");
    }

    private static Refusal down(String message) {
        return new Refusal(Refusal.Reason.PROVIDER_DOWN, message, "host");
    }

    private static boolean isTls(LDAPException failure) {
        return root(failure) instanceof SSLException
                || String.valueOf(failure.getMessage()).contains("SSLHandshake")
                || String.valueOf(failure.getMessage()).contains("CertPath")
                || String.valueOf(failure.getMessage()).contains("certificate");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String told(@Nullable Throwable cause, LDAPException failure) {
        Throwable root = root(cause == null ? failure : cause);
        String message = root.getMessage();
        return message == null ? "its certificate" : shortened(message);
    }

    private static String told(@Nullable String message) {
        return message == null || message.isBlank() ? "" : " (" + shortened(message) + ")";
    }

    private static String shortened(String text) {
        return Shortened.to(TOLD_MAX, text.strip().replaceAll("\\s+", " "));
    }
}
