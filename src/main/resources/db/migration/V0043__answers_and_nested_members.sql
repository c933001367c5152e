-- What requests with an Idempotency-Key were answered, so that one which is sent again is not carried out again. The table
-- belongs to the organizations of those who ask. A row without an answer is a request at work; the node that works on it
-- has it until busy_until at the latest. Answers may hold secrets, so they are encrypted with a key that is not in here.
CREATE TABLE idempotent_answers (
    organization_id uuid NOT NULL,
    connection text NOT NULL,
    key_hash text NOT NULL,
    claim uuid NOT NULL,
    busy_until timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    sealed text,
    PRIMARY KEY (organization_id, connection, key_hash)
);
ALTER TABLE idempotent_answers ALTER COLUMN sealed SET STORAGE EXTERNAL; -- what is encrypted cannot be compressed
CREATE INDEX idempotent_answers_by_expiry ON idempotent_answers (expires_at);
SELECT isolate('idempotent_answers', 'SELECT, INSERT, UPDATE, DELETE');

-- So that the members of a group and of those within it can be counted, each once, without looking at the memberships.
DROP INDEX memberships_by_group;
CREATE INDEX memberships_by_group ON memberships (organization_id, group_id, id) INCLUDE (member_id) WHERE living;
