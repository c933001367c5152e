package io.tenantry.directory;

import io.tenantry.kernel.Characters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text has to look like, and the one way of writing it that is kept. */
public enum Format {
    /** Anything printable in one line. */
    LINE {
        @Override
        public @Nullable String broken(String text) {
            return text.chars().anyMatch(Character::isISOControl)
                    ? "must not contain control characters"
                    : halved(text);
        }
    },
    /** Anything printable, in any number of lines. */
    LINES {
        @Override
        public @Nullable String broken(String text) {
            boolean printable =
                    text.chars().allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t');
            return printable ? halved(text) : "must not contain control characters";
        }
    },
    /** A sign-in name. Before the domain Microsoft Graph allows letters, digits and {@code ' . - _ ! # ^ ~}. */
    UPN {
        @Override
        public @Nullable String broken(String text) {
            int at = text.lastIndexOf('@');
            if (at < 1 || at > UPN_NAME_MAX || !isDomain(text.substring(at + 1))) {
                return "must look like name@domain";
            }
            String name = text.substring(0, at);
            boolean allowed = name.chars().allMatch(c -> isAsciiLetterOrDigit(c) || "'.-_!#^~".indexOf(c) >= 0);
            return allowed && !name.endsWith(".") ? null : "may hold letters, digits and '.-_!#^~ before the @";
        }
    },
    MAIL {
        @Override
        public @Nullable String broken(String text) {
            int at = text.indexOf('@');
            boolean address = at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1;
            return address && text.chars().noneMatch(c -> c <= ' ' || Character.isISOControl(c))
                    ? halved(text)
                    : "must be a mail address";
        }
    },
    /** ASCII without {@code @ ( ) \ [ ] " ; : < > ,} and the space (Microsoft Graph, group resource). */
    MAIL_NICKNAME {
        @Override
        public @Nullable String broken(String text) {
            boolean allowed = text.chars().allMatch(c -> c > ' ' && c < 0x7F && "@()\\[]\";:<>,".indexOf(c) < 0);
            return allowed ? null : "must be ASCII without spaces and @()\\[]\";:<>,";
        }
    },
    /** A two-letter country code of ISO 3166. */
    COUNTRY {
        @Override
        public @Nullable String broken(String text) {
            boolean known =
                    Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(text.toUpperCase(Locale.ROOT));
            return known ? null : "must be a two-letter country code";
        }

        @Override
        public String kept(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    },
    /** A day such as 2027-01-04. Of a date and time, its day is kept. */
    DATE {
        @Override
        public @Nullable String broken(String text) {
            try {
                LocalDate.parse(kept(text));
                boolean isDay = text.length() == DAY_LENGTH || text.charAt(DAY_LENGTH) == 'T';
                return isDay ? null : "must be a day such as 2027-01-04";
            } catch (DateTimeParseException no) {
                return "must be a day such as 2027-01-04";
            }
        }

        @Override
        public String kept(String text) {
            return text.length() <= DAY_LENGTH ? text : text.substring(0, DAY_LENGTH);
        }
    },
    /** Languages as an Accept-Language header tells them (RFC 7643 section 4.1.1), mostly just one tag such as de-CH. */
    LANGUAGE {
        @Override
        public @Nullable String broken(String text) {
            return LANGUAGES.matcher(text).matches() ? null : "must be a language tag such as de-CH";
        }
    },
    /** Where clocks tell the same: as the world's time zones are known, as an offset, or as Windows calls it. */
    TIME_ZONE {
        @Override
        public @Nullable String broken(String text) {
            try {
                ZoneId.of(text);
                return null;
            } catch (DateTimeException unknown) {
                return WINDOWS_ZONE.matcher(text).matches() ? null : "must be a time zone such as Europe/Zurich";
            }
        }
    },
    USER_TYPE {
        @Override
        public @Nullable String broken(String text) {
            return text.equalsIgnoreCase("Member") || text.equalsIgnoreCase("Guest") ? null : "must be Member or Guest";
        }

        @Override
        public String kept(String text) {
            return text.equalsIgnoreCase("Guest") ? "Guest" : "Member";
        }
    };

    /** Underlines between the parts are no tag's, but many programs write them. */
    private static final String LANGUAGE_TAG = "(?:[a-zA-Z]{2,3}|[ixIX](?=[-_]))(?:[-_][a-zA-Z0-9]{1,8})*";

    private static final String WEIGHED = "(?:" + LANGUAGE_TAG + "|\\*)(?: ?; ?q=[01](?:\\.[0-9]{0,3})?)?";
    private static final Pattern LANGUAGES = Pattern.compile(WEIGHED + "(?: ?, ?" + WEIGHED + ")*");
    private static final Pattern WINDOWS_ZONE = Pattern.compile("[A-Z][\\w. -]* Standard Time(?: \\([\\w. ]+\\))?");

    private static final int UPN_NAME_MAX = 64;
    private static final int DAY_LENGTH = 10;

    /** The rule that the text breaks, to follow the property's name in a message; null when it breaks none. */
    public abstract @Nullable String broken(String text);

    /** The text as it is kept. */
    public String kept(String text) {
        return text;
    }

    private static @Nullable String halved(String text) {
        return Characters.areWhole(text) ? null : "must not contain halves of characters";
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isDomain(String text) {
        return text.contains(".")
                && !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..")
                && text.chars().allMatch(c -> c == '.' || c == '-' || isAsciiLetterOrDigit(c));
    }
}
