-- A plan tells beforehand of which products there are not enough units, and who would get none.
ALTER TABLE command_plans ADD COLUMN blocked bigint NOT NULL DEFAULT 0, ADD COLUMN shortages jsonb NOT NULL DEFAULT '[]';
ALTER TABLE command_plan_people ADD COLUMN is_blocked boolean NOT NULL DEFAULT false;
