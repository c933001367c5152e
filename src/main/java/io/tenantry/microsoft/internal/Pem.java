package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A certificate and its private RSA key (PKCS #8), one after the other in PEM, as OpenSSL writes them. */
public record Pem(X509Certificate certificate, PrivateKey key) {
    private static final int LENGTH_MAX = 20_000;

    /** Refuses with MALFORMED what cannot be read. */
    public static Pem read(String text) {
        try {
            if (text.length() <= LENGTH_MAX) {
                X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block(text, "CERTIFICATE")));
                PrivateKey key = KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY")));
                return new Pem(certificate, key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            // told below, as for a text that is too long
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "A certificate is given in PEM, together with its private RSA key (BEGIN CERTIFICATE and BEGIN PRIVATE KEY)",
                "certificate");
    }

    private static byte[] block(String text, String name) {
        String begin = "-----BEGIN " + name + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + name + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    }
}
