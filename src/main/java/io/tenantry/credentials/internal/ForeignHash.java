package io.tenantry.credentials.internal;

import io.tenantry.kernel.Refusal;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password's hash as another system made it, so that people who move keep their passwords. Recognized by its form. How much
 * work it may ask for is bounded, as whoever brings a hash decides it.
 */
public sealed interface ForeignHash permits BcryptHash, Pbkdf2Hash, ScryptHash, SaltedHash, OtherArgonHash {
    int LONGEST = 1_024;

    /** Whether the hash is the password's. */
    boolean matches(String password);

    /**
     * Reads a hash: bcrypt, PBKDF2 with SHA-1, SHA-256 or SHA-512, scrypt, salted SHA, Argon2.
     *
     * @throws Refusal (MALFORMED) when it is none of these, or asks for more work than the hub does for one password
     */
    static ForeignHash of(String text) {
        // Some systems say in front which of their ways it is, although the hash says it too.
        String hash = text.replaceFirst("^\\{(?:bcrypt|argon2|scrypt|CRYPT)\\}", "");
        if (hash.length() <= LONGEST) {
            for (Form form : Form.ALL) {
                Matcher parts = form.pattern().matcher(hash);
                if (parts.matches()) {
                    return read(form, parts);
                }
            }
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "The hash is none of bcrypt, PBKDF2, scrypt, SSHA, SSHA256, SSHA384, SSHA512 and Argon2 in a form that is known",
                "hash");
    }

    private static ForeignHash read(Form form, Matcher parts) {
        try {
            return form.reader().read(parts);
        } catch (IllegalArgumentException broken) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The hash cannot be read: it is cut off or damaged", "hash");
        }
    }

    /** Refuses what would keep a core or the memory busy for too long. */
    static void bound(boolean bearable) {
        Refusal.unless(
                bearable,
                Refusal.Reason.MALFORMED,
                "The hash asks for more or less work than the hub accepts of one",
                "hash");
    }

    /** Base64 in any of its alphabets, with or without its end. */
    static byte[] decoded(String text) {
        String plain =
                text.replace('.', '+').replace('-', '+').replace('_', '/').replace("=", "");
        return Base64.getDecoder().decode(plain);
    }

    /** What a kind of hash looks like, and how to read what it consists of. */
    record Form(Pattern pattern, Reader reader) {
        private static final String BASE64 = "([A-Za-z0-9+/._=-]{2,512})";
        private static final List<Form> ALL = List.of(
                new Form(Pattern.compile("(\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53})"), BcryptHash::read),
                new Form(
                        Pattern.compile("\\$pbkdf2(|-sha1|-sha256|-sha512)\\$(?:i=)?(\\d{1,8})(?:,l=\\d{1,3})?\\$"
                                + BASE64 + "\\$" + BASE64),
                        Pbkdf2Hash::read),
                new Form(
                        Pattern.compile("\\{PBKDF2(|-SHA1|-SHA256|-SHA512)\\}(\\d{1,8})\\$" + BASE64 + "\\$" + BASE64),
                        Pbkdf2Hash::read),
                new Form(
                        Pattern.compile("pbkdf2_(sha1|sha256|sha512)\\$(\\d{1,8})\\$([^$]{1,128})\\$" + BASE64),
                        Pbkdf2Hash::readWithPlainSalt),
                new Form(
                        Pattern.compile(
                                "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,3}),p=(\\d{1,3})\\$" + BASE64 + "\\$" + BASE64),
                        ScryptHash::read),
                new Form(
                        Pattern.compile("(?:\\$s0)?\\$([0-9a-fA-F]{5,6})\\$" + BASE64 + "\\$" + BASE64),
                        ScryptHash::readPacked),
                new Form(Pattern.compile("\\{SSHA(|256|384|512)\\}" + BASE64), SaltedHash::read),
                new Form(
                        Pattern.compile(
                                "(\\$argon2(?:id|i|d)\\$(?:v=(?:16|19)\\$)?m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$"
                                        + "([A-Za-z0-9+/]{11,128})\\$([A-Za-z0-9+/]{22,128}))"),
                        OtherArgonHash::read));
    }

    /** Makes the hash of what was found in its text. */
    @FunctionalInterface
    interface Reader {
        ForeignHash read(Matcher parts);
    }
}
