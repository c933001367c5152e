package io.tenantry.mail.internal;

import io.tenantry.mail.MailSettings;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the way mails take. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);

    @Bean
    Delivery mailDelivery(MailSettings settings, @Value("${tenantry.data-directory:.tenantry}") Path dataDirectory) {
        if (settings.host() == null) {
            Path folder = dataDirectory.resolve("outbox");
            LOG.info("No mail server is set (tenantry.mail.host): mails are written to {}", folder);
            return new Outbox(settings, folder);
        }
        return new Smtp(settings);
    }
}
