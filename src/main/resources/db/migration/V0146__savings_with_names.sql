-- Names as they were when savings were last looked for, so that a page is read from one table, in the order of its indexes.
DELETE FROM savings;
ALTER TABLE savings
    ADD COLUMN plan_name text NOT NULL,
    ADD COLUMN plan_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(plan_name)) STORED,
    ADD COLUMN application_name text NOT NULL,
    ADD COLUMN application_name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(application_name)) STORED,
    ADD COLUMN vendor text NOT NULL,
    ADD COLUMN vendor_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(vendor)) STORED,
    ADD COLUMN person_name text,
    ADD COLUMN person_name_ci text COLLATE "C" GENERATED ALWAYS AS (lower(person_name)) STORED;
UPDATE saving_searches SET searched_at = '-infinity';
