-- The days on which people begin and end, by which jobs can be scheduled. The history has the same columns in the same order.
ALTER TABLE users
    ADD COLUMN employee_hire_date text COLLATE "C",
    ADD COLUMN employee_leave_date text COLLATE "C";
ALTER TABLE users_history
    ADD COLUMN employee_hire_date text COLLATE "C",
    ADD COLUMN employee_leave_date text COLLATE "C";

ALTER TABLE command_schedules DROP CONSTRAINT command_schedules_kind_check;
ALTER TABLE command_schedules ADD CHECK (kind IN ('once', 'cron', 'interval', 'attribute'));

-- When a job that waits for a schedule was last given a time.
ALTER TABLE command_jobs ADD COLUMN retimed_at timestamptz NOT NULL DEFAULT transaction_timestamp();
