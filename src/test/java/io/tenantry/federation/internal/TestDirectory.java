package io.tenantry.federation.internal;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.SelfSignedCertificateGenerator;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.CertException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/** A directory in this process, over TLS and StartTLS, that any test can fill. */
public final class TestDirectory implements AutoCloseable {
    public static final String BASE = "dc=example,dc=com";
    public static final String READER = "cn=reader,dc=example,dc=com";
    public static final String READERS_PASSWORD = "what the reader knows";

    private final InMemoryDirectoryServer server;
    private final String certificate;
    private final RangedMembers members;

    private TestDirectory(InMemoryDirectoryServer server, String certificate, RangedMembers members) {
        this.server = server;
        this.certificate = certificate;
        this.members = members;
    }

    public static TestDirectory start() {
        try {
            ObjectPair<File, char[]> made =
                    SelfSignedCertificateGenerator.generateTemporarySelfSignedCertificate("tenantry-test", "PKCS12");
            File store = Objects.requireNonNull(made.getFirst());
            char[] pin = Objects.requireNonNull(made.getSecond());
            SSLUtil tls = new SSLUtil(new KeyStoreKeyManager(store, pin, "PKCS12", null), new TrustAllTrustManager());
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.addAdditionalBindCredentials(READER, READERS_PASSWORD);
            InetAddress here = InetAddress.getLoopbackAddress();
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("plain", here, 0, tls.createSSLSocketFactory()),
                    InMemoryListenerConfig.createLDAPSConfig(
                            "tls", here, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
            RangedMembers members = new RangedMembers();
            config.addInMemoryOperationInterceptor(members);
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.startListening();
            TestDirectory directory = new TestDirectory(server, pem(store, pin), members);
            directory.add("dn: " + BASE, "objectClass: domain", "dc: example");
            directory.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
            directory.add("dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups");
            return directory;
        } catch (LDAPException | IOException | GeneralSecurityException | CertException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String pem(File file, char[] pin) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file)) {
            store.load(in, pin);
        }
        byte[] der = store.getCertificate(store.aliases().nextElement()).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    /** Gives out so many members of a group at a time and no more. */
    void limitMembers(int most) {
        members.limit(most);
    }

    InMemoryDirectoryServer server() {
        return server;
    }

    public String certificate() {
        return certificate;
    }

    public int port(String listener) {
        return server.getListenPort(listener);
    }

    public void add(String... ldif) {
        try {
            server.add(ldif);
        } catch (LDAPException | LDIFException failure) {
            throw new AssertionError(failure);
        }
    }

    public void change(String... ldif) {
        try {
            server.modify(ldif);
        } catch (LDAPException | LDIFException failure) {
            throw new AssertionError(failure);
        }
    }

    public void remove(String dn) {
        try {
            server.delete(dn);
        } catch (LDAPException failure) {
            throw new AssertionError(failure);
        }
    }

    public static String dn(String uid) {
        return "uid=" + uid + ",ou=people," + BASE;
    }

    /** A person whose password is {@link #password}. */
    public void person(String uid, String name) {
        add(
                "dn: " + dn(uid),
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + name,
                "sn: " + name.substring(name.lastIndexOf(' ') + 1),
                "mail: " + uid + "@people.example",
                "departmentNumber: Research",
                "telephoneNumber: +44 20 7946 0018",
                "userPassword: " + password(uid));
    }

    static String password(String uid) {
        return "the directory's secret of " + uid;
    }

    void group(String name, String... memberDns) {
        String[] lines = new String[3 + memberDns.length];
        lines[0] = "dn: " + groupDn(name);
        lines[1] = "objectClass: groupOfNames";
        lines[2] = "cn: " + name;
        for (int at = 0; at < memberDns.length; at++) {
            lines[3 + at] = "member: " + memberDns[at];
        }
        add(lines);
    }

    static String groupDn(String name) {
        return "cn=" + name + ",ou=groups," + BASE;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
