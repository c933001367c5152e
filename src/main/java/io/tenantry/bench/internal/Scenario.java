package io.tenantry.bench.internal;

import java.util.List;

/**
 * One thing to measure.
 *
 * @param name what it is called in the table
 * @param aim the share of the bare SQL's rate that the hub should reach
 * @param statementsMost how many SQL statements it may take
 * @param http asking the hub
 * @param sql the same work done by the database alone; several statements are one transaction
 */
record Scenario(String name, double aim, int statementsMost, HttpStep.Call http, List<Statement> sql) {
    Scenario(String name, double aim, int statementsMost, HttpStep.Call http, Statement sql) {
        this(name, aim, statementsMost, http, List.of(sql));
    }

    /** Bare SQL and what is bound to it. */
    record Statement(String text, SqlStep.Binding binding) {}
}
