-- What an import does is kept among the changes: as a plan where it was tried out, as a change that is done where not.
ALTER TABLE imports ADD COLUMN change_id uuid;
