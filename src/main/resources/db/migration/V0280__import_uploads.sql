-- Files of people that wait until somebody has looked at their columns: compressed, and encrypted with the master key, since templates
-- bring passwords with them. They are gone within the hour.
CREATE TABLE import_uploads (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    sent_by uuid NOT NULL,
    name text NOT NULL,
    size bigint,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, id)
);
COMMENT ON COLUMN import_uploads.size IS 'null while the file is still coming';
SELECT isolate('import_uploads', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE import_upload_parts (
    organization_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    part integer NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (organization_id, upload_id, part),
    FOREIGN KEY (organization_id, upload_id) REFERENCES import_uploads (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE import_upload_parts ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT isolate('import_upload_parts', 'SELECT, INSERT, DELETE');
