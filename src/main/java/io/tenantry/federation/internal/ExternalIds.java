package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stays the same of an entry whatever becomes of its name. Active Directory's is binary, others' are texts. */
final class ExternalIds {
    private static final String BINARY = "objectguid";
    private static final int GUID_BYTES = 16;

    private ExternalIds() {}

    /** Whether the attribute's values are no texts. */
    static boolean isBinary(String attribute) {
        return attribute.toLowerCase(Locale.ROOT).equals(BINARY);
    }

    static @Nullable String read(SearchResultEntry entry, String attribute) {
        if (!isBinary(attribute)) {
            String text = entry.getAttributeValue(attribute);
            return text == null || text.isBlank() || text.length() > 256 ? null : text.strip();
        }
        Attribute guid = entry.getAttribute(attribute);
        byte[] bytes = guid == null ? null : guid.getValueByteArray();
        return bytes == null || bytes.length != GUID_BYTES ? null : guid(bytes);
    }

    /** As Microsoft writes it: the first three parts lie with their lowest byte first. */
    private static String guid(byte[] bytes) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = ((little.getInt(0) & 0xffffffffL) << 32)
                | ((little.getShort(4) & 0xffffL) << 16)
                | (little.getShort(6) & 0xffffL);
        return new UUID(high, ByteBuffer.wrap(bytes).getLong(8)).toString();
    }

    static Filter filter(String attribute, String id) {
        if (!isBinary(attribute)) {
            return Filter.createEqualityFilter(attribute, id);
        }
        UUID guid = UUID.fromString(id);
        long high = guid.getMostSignificantBits();
        ByteBuffer bytes = ByteBuffer.allocate(GUID_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        bytes.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        return Filter.createEqualityFilter(attribute, bytes.array());
    }
}
