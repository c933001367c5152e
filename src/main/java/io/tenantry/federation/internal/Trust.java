package io.tenantry.federation.internal;

import io.tenantry.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom the hub believes to be the directory it asked for. */
public final class Trust {
    private Trust() {}

    /** The certificates of a PEM text; refuses one that has none. */
    public static Collection<? extends Certificate> certificates(String pem) {
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException unreadable) {
            // told below, as for a text without any
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "The setting 'trustedCertificates' is one or more certificates in PEM",
                "settings.trustedCertificates");
    }

    /** TLS that believes these certificates and no others, or those of the system when there are none. */
    static SSLContext context(@Nullable String pem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(pem == null ? null : store(pem));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("The certificates cannot be used", failure);
        }
    }

    private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }
}
