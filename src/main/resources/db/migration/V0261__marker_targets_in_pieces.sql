-- Whom a task about many people is for, a thousand of one organization in a row: a row for each of a million cost as much as marking
-- them. Who could not be marked has a row of his own.
ALTER TABLE marker_targets RENAME TO marker_targets_each;

CREATE TABLE marker_targets (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    -- How many of the task come before these, and how many with them.
    place bigint NOT NULL,
    until bigint NOT NULL,
    person_organization_id uuid NOT NULL,
    people uuid[] NOT NULL,
    -- What is noted of each: 1 for online only, 2 for in review, 4 for qualified, added up.
    before smallint[] NOT NULL,
    after smallint[] NOT NULL,
    versions bigint[] NOT NULL,
    CONSTRAINT marker_targets_by_place PRIMARY KEY (organization_id, task_id, place)
);
ALTER TABLE marker_targets
    -- Random ids do not get smaller.
    ALTER COLUMN people SET STORAGE EXTERNAL, ALTER COLUMN before SET STORAGE EXTERNAL,
    ALTER COLUMN after SET STORAGE EXTERNAL, ALTER COLUMN versions SET STORAGE EXTERNAL;
SELECT isolate('marker_targets', 'SELECT, INSERT, DELETE');

CREATE TABLE marker_problems (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    number bigint NOT NULL,
    person_id uuid NOT NULL,
    problem text NOT NULL,
    PRIMARY KEY (organization_id, task_id, number)
);
SELECT isolate('marker_problems', 'SELECT, INSERT, DELETE');

WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY organization_id, task_id ORDER BY number) AS place FROM marker_targets_each),
problems AS (
    INSERT INTO marker_problems
    SELECT n.organization_id, n.task_id, n.place, n.person_id, n.problem
    FROM numbered n JOIN marker_tasks t ON t.organization_id = n.organization_id AND t.id = n.task_id
    WHERE n.problem IS NOT NULL AND t.state <> 'running')
INSERT INTO marker_targets
SELECT organization_id, task_id, min(place) - 1, max(place), person_organization_id, array_agg(person_id ORDER BY place),
    array_agg(before ORDER BY place), array_agg(after ORDER BY place), array_agg(version ORDER BY place)
FROM numbered GROUP BY organization_id, task_id, person_organization_id, (place - 1) / 1000;
DROP TABLE marker_targets_each;

-- Marking somebody once more changes nothing, so what is not finished begins anew.
UPDATE marker_tasks SET position = 0, done = 0, conflicts = 0 WHERE state = 'running';
