package io.tenantry.directory;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may be told to be.
 *
 * @param manualOsIdentity whether the hub's callers may set who people are to operating systems; where a directory feeds that,
 *     it is better left to the directory
 */
@ConfigurationProperties("tenantry.directory")
public record DirectorySettings(@DefaultValue("true") boolean manualOsIdentity) {}
