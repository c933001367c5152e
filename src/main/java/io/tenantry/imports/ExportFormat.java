package io.tenantry.imports;

/** The forms in which people are exported. */
public enum ExportFormat {
    /** For spreadsheets, and for importing again. */
    CSV("text/csv;charset=UTF-8", "users.csv"),
    /** One object a line, for programs. */
    JSON("application/x-ndjson", "users.jsonl");

    private final String mediaType;
    private final String fileName;

    ExportFormat(String mediaType, String fileName) {
        this.mediaType = mediaType;
        this.fileName = fileName;
    }

    public String mediaType() {
        return mediaType;
    }

    public String fileName() {
        return fileName;
    }
}
