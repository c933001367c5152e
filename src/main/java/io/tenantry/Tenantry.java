package io.tenantry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's server program. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Tenantry {
    static void main(String[] arguments) {
        SpringApplication.run(Tenantry.class, arguments);
    }
}
