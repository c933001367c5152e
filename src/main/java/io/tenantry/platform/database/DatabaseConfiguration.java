package io.tenantry.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.platform.postgres.DatabaseLocation;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects, migrates as the owner, then opens the pool whose connections are the request role's. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    Flyway flyway(DatabaseLocation location, DatabaseSettings settings) {
        return new Migrations(location).run(settings.waitAtStart());
    }

    @Bean(destroyMethod = "close")
    HikariDataSource requestDataSource(DatabaseLocation location, DatabaseSettings settings, Flyway migrated) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("requests");
        config.setJdbcUrl(location.url());
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.waitForConnection().toMillis());
        config.setConnectionInitSql("SET ROLE tenantry_request; SET jit = off; SET statement_timeout = "
                + settings.statementTimeout().toMillis());
        config.addDataSourceProperty("ApplicationName", "tenantry");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    @Bean
    Database database(DataSource requestDataSource) {
        return new Database(requestDataSource);
    }
}
