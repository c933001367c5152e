-- Who was refused what, the newest first: among millions of events they are few, and far apart.
CREATE INDEX audit_events_not_done ON audit_events (organization_id, outcome, occurred_at, id) WHERE outcome IN ('refused', 'failed');
