-- What comes with people from another system: their groups, and whom sign-in providers know them as.
ALTER TABLE imports DROP CONSTRAINT imports_state_check;
ALTER TABLE imports
    ADD CONSTRAINT imports_state_check CHECK (
        state IN ('waiting', 'fetching', 'hashing', 'reading', 'applying', 'answering', 'done', 'failed')),
    ADD COLUMN groups_created bigint NOT NULL DEFAULT 0,
    ADD COLUMN groups_updated bigint NOT NULL DEFAULT 0,
    ADD COLUMN groups_unchanged bigint NOT NULL DEFAULT 0,
    ADD COLUMN groups_failed bigint NOT NULL DEFAULT 0,
    ADD COLUMN members_added bigint NOT NULL DEFAULT 0,
    ADD COLUMN members_unknown bigint NOT NULL DEFAULT 0,
    ADD COLUMN links_added bigint NOT NULL DEFAULT 0,
    ADD COLUMN notes text[] NOT NULL DEFAULT '{}';
