-- What new people of an organization have in common, by names of its own: made in the console, filled into the form for somebody new.
CREATE TABLE person_templates (
    organization_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    upn_pattern text CHECK (length(upn_pattern) <= 200),
    properties jsonb NOT NULL,
    groups uuid[] NOT NULL,
    skus uuid[] NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX person_templates_by_name ON person_templates (organization_id, lower(name));
SELECT isolate('person_templates', 'SELECT, INSERT, UPDATE, DELETE');
