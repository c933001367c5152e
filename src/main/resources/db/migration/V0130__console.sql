-- When the browser was last used: who leaves it alone for long is asked to sign in again.
ALTER TABLE sign_in_sessions ADD COLUMN seen_at timestamptz NOT NULL DEFAULT transaction_timestamp();

-- Lists as people like to see them: what of which list, under a name of their own. They lie where the person lives.
CREATE TABLE console_views (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    list text NOT NULL CHECK (length(list) <= 64),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    -- Filter, columns and order, as they stand in the list's address.
    question text NOT NULL CHECK (length(question) <= 4096),
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX console_views_by_name ON console_views (organization_id, user_id, list, name);
SELECT isolate('console_views', 'SELECT, INSERT, UPDATE, DELETE');
