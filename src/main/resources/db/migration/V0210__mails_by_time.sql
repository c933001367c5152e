-- The latest mails of organizations, for those who ask what became of them.
CREATE INDEX mails_latest ON mails (organization_id, created_at DESC);
