-- What seals the tokens with which clients go on to the next page: the same on every node and after every restart. Whoever
-- reads it can at most ask for another page of what he may see anyway.
CREATE TABLE paging_keys (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    key bytea NOT NULL
);
GRANT SELECT, INSERT ON paging_keys TO tenantry_request;
