-- Who has forgotten his password may remember his mail address only. For most people it is their user principal name, by which
-- they are found already.
CREATE INDEX users_by_other_mail ON users (mail_ci) WHERE deleted_at IS NULL AND mail_ci <> upn_ci;
