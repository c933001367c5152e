package io.tenantry.usage.internal;

import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingsTold;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Savings as a file for spreadsheets: one line a saving. */
public final class SavingCsv {
    private static final String HEADING =
            "id,person,subscription,application,vendor,rule,reason,confidence,lastActive,contractEnd,"
                    + "seats,amountPerMonth,currency,foundAt\r\n";

    private SavingCsv() {}

    public static byte[] of(SavingsTold told) {
        StringBuilder text = new StringBuilder(HEADING);
        for (Saving saving : told.savings()) {
            text.append(String.join(
                            ",",
                            List.of(
                                    saving.id().toString(),
                                    cell(Objects.requireNonNullElse(saving.personName(), "")),
                                    cell(saving.planName()),
                                    cell(saving.applicationName()),
                                    cell(saving.vendor()),
                                    saving.rule().wireName(),
                                    cell(saving.reason(told.at())),
                                    Integer.toString(saving.confidence()),
                                    shown(saving.lastActive()),
                                    shown(saving.contractEnd()),
                                    Integer.toString(saving.seats()),
                                    saving.amountPerMonth().toPlainString(),
                                    Objects.requireNonNullElse(saving.currency(), ""),
                                    saving.foundAt().toString())))
                    .append("\r\n");
        }
        if (!told.isWhole()) {
            text.append(cell("More savings than this file holds were left out, the smallest"))
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Quoted, and so that no spreadsheet takes a name for a formula. */
    private static String cell(String text) {
        String plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
