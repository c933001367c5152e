package io.tenantry;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's server program; {@code tenantry serve} starts it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Tenantry {}
