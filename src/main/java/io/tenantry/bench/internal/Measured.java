package io.tenantry.bench.internal;

/**
 * What came out for one scenario.
 *
 * @param statements SQL statements a request, not a number when they could not be counted
 * @param clientMillis processor time of the benchmark's own client, in milliseconds a request
 */
record Measured(Scenario scenario, Rates http, Rates sql, double statements, double clientMillis) {
    double ratio() {
        return http.perSecond() / sql.perSecond();
    }
}
