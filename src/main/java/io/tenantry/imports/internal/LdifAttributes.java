package io.tenantry.imports.internal;

import java.util.Map;
import java.util.Set;

/** What the attributes of people in directories mean, by their names in lower case. */
final class LdifAttributes {
    private LdifAttributes() {}

    /** Attributes that have a place here; the rest goes by its name, or stays behind. */
    static final Map<String, ImportField> KNOWN = Map.ofEntries(
            Map.entry("givenname", ImportField.GIVEN_NAME),
            Map.entry("sn", ImportField.SURNAME),
            Map.entry("surname", ImportField.SURNAME),
            Map.entry("displayname", ImportField.DISPLAY_NAME),
            Map.entry("mail", ImportField.MAIL),
            Map.entry("title", ImportField.JOB_TITLE),
            Map.entry("department", ImportField.DEPARTMENT),
            Map.entry("departmentnumber", ImportField.DEPARTMENT),
            Map.entry("ou", ImportField.DEPARTMENT),
            Map.entry("company", ImportField.COMPANY_NAME),
            Map.entry("o", ImportField.COMPANY_NAME),
            Map.entry("employeenumber", ImportField.EMPLOYEE_ID),
            Map.entry("employeeid", ImportField.EMPLOYEE_ID),
            Map.entry("employeetype", ImportField.EMPLOYEE_TYPE),
            Map.entry("physicaldeliveryofficename", ImportField.OFFICE_LOCATION),
            Map.entry("street", ImportField.STREET_ADDRESS),
            Map.entry("streetaddress", ImportField.STREET_ADDRESS),
            Map.entry("l", ImportField.CITY),
            Map.entry("st", ImportField.STATE),
            Map.entry("postalcode", ImportField.POSTAL_CODE),
            Map.entry("co", ImportField.COUNTRY),
            Map.entry("c", ImportField.USAGE_LOCATION),
            Map.entry("preferredlanguage", ImportField.PREFERRED_LANGUAGE),
            Map.entry("telephonenumber", ImportField.BUSINESS_PHONES),
            Map.entry("mobile", ImportField.MOBILE_PHONE),
            Map.entry("facsimiletelephonenumber", ImportField.FAX_NUMBER),
            Map.entry("proxyaddresses", ImportField.PROXY_ADDRESSES),
            Map.entry("mailnickname", ImportField.MAIL_NICKNAME),
            Map.entry("initials", ImportField.MIDDLE_NAME),
            Map.entry("division", ImportField.DIVISION),
            Map.entry("homedirectory", ImportField.UNIX_HOME_DIRECTORY));

    /** Attributes that are read for what they say, or are the directory's own. */
    static final Set<String> READ_OTHERWISE = Set.of(
            "objectclass",
            "manager",
            "cn",
            "uid",
            "userprincipalname",
            "samaccountname",
            "userpassword",
            "entryuuid",
            "objectguid",
            "ipauniqueid",
            "uuid",
            "useraccountcontrol",
            "nsaccountlock",
            "pwdaccountlockedtime",
            "pwdlastset",
            "memberof",
            "dn",
            "entrydn",
            "structuralobjectclass",
            "createtimestamp",
            "modifytimestamp",
            "creatorsname",
            "modifiersname",
            "entrycsn",
            "hassubordinates",
            "subschemasubentry",
            "whencreated",
            "whenchanged",
            "distinguishedname",
            "name",
            "objectcategory",
            "objectsid",
            "instancetype",
            "usnchanged",
            "usncreated",
            "primarygroupid",
            "uidnumber",
            "gidnumber",
            "loginshell",
            "gecos",
            "creation_date",
            "modified_date",
            "user_id");
}
