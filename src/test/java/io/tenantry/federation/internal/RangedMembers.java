package io.tenantry.federation.internal;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Gives out the members of long groups a range at a time, as Active Directory does: {@code member;range=0-1499}. */
final class RangedMembers extends InMemoryOperationInterceptor {
    private static final String RANGE = "member;range=";
    private static final String FIRST = "first member asked for";

    private int most = Integer.MAX_VALUE;

    /** How many members an answer has at most. */
    void limit(int members) {
        most = members;
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
        SearchRequest asked = request.getRequest().duplicate();
        List<String> names = new ArrayList<>();
        for (String name : asked.getAttributeList()) {
            boolean isRange = name.toLowerCase(Locale.ROOT).startsWith(RANGE);
            if (isRange) {
                request.setProperty(FIRST, Integer.valueOf(name.substring(RANGE.length(), name.indexOf('-'))));
            }
            names.add(isRange ? "member" : name);
        }
        asked.setAttributes(names);
        request.setRequest(asked);
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
        Entry whole = found.getSearchEntry();
        Attribute member = whole == null ? null : whole.getAttribute("member");
        if (whole == null || member == null || member.size() <= most) {
            return;
        }
        int first = found.getProperty(FIRST) instanceof Integer number ? number : 0;
        int end = Math.min(first + most, member.size());
        String range = RANGE + first + "-" + (end == member.size() ? "*" : String.valueOf(end - 1));
        Entry entry = whole.duplicate();
        entry.removeAttribute("member");
        entry.addAttribute(
                new Attribute(range, Arrays.asList(member.getValues()).subList(first, end)));
        found.setSearchEntry(entry);
    }
}
