package io.tenantry.usage.internal;

import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingTotal;
import io.tenantry.usage.SavingsTold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Savings as a document to be printed or sent on: what each rule found, then the savings one by one. */
public final class SavingPdf {
    private static final float[] TOTALS = {260, 120, 90, 90};
    private static final float[] SAVINGS = {130, 150, 235, 70, 70, 45, 70};

    private SavingPdf() {}

    public static byte[] of(SavingsTold told) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            try (PdfPages pages = new PdfPages(document, "Savings of " + told.organization())) {
                pages.title("Savings of " + told.organization());
                pages.line("As of " + told.at().atOffset(ZoneOffset.UTC).toLocalDate()
                        + ". Amounts are those of a month.");
                pages.table(List.of("Why", "Savings", "Seats", "Amount"), TOTALS, totals(told));
                pages.table(
                        List.of("Person", "Subscription", "Reason", "Last used", "Contract end", "Sure", "Amount"),
                        SAVINGS,
                        savings(told));
                if (!told.isWhole()) {
                    pages.line("Smaller savings were left out. The list in full is in the hub.");
                }
            }
            document.getDocumentInformation().setTitle("Savings of " + told.organization());
            document.getDocumentInformation().setProducer("Tenantry");
            document.save(written);
        } catch (IOException failure) {
            throw new UncheckedIOException("The report could not be written", failure);
        }
        return written.toByteArray();
    }

    private static List<List<String>> totals(SavingsTold told) {
        List<List<String>> rows = new ArrayList<>();
        for (SavingTotal total : told.totals()) {
            rows.add(List.of(
                    total.rule().wireName(),
                    Long.toString(total.count()),
                    Long.toString(total.seats()),
                    total.amountPerMonth().setScale(2, RoundingMode.HALF_UP) + " "
                            + Objects.requireNonNullElse(total.currency(), "")));
        }
        return rows;
    }

    private static List<List<String>> savings(SavingsTold told) {
        List<List<String>> rows = new ArrayList<>();
        for (Saving saving : told.savings()) {
            rows.add(List.of(
                    Objects.requireNonNullElse(saving.personName(), ""),
                    saving.planName(),
                    saving.reason(told.at()),
                    day(saving.lastActive()),
                    shown(saving.contractEnd()),
                    saving.confidence() + " %",
                    saving.amountPerMonth().setScale(2, RoundingMode.HALF_UP) + " "
                            + Objects.requireNonNullElse(saving.currency(), "")));
        }
        return rows;
    }

    private static String day(@Nullable Instant moment) {
        return moment == null ? "" : LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
    }

    private static String shown(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
