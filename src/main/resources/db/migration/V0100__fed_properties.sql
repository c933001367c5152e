-- Which properties of a person a directory says. They are changed in the directory and nowhere else, whatever the way.
ALTER TABLE identity_sources ADD COLUMN fed_columns text[] NOT NULL DEFAULT '{}';
UPDATE identity_sources s SET fed_columns = ARRAY(
    SELECT m.kept_in FROM (VALUES ('userName', 'user_name'), ('userPrincipalName', 'upn'), ('displayName', 'display_name'),
        ('givenName', 'given_name'), ('surname', 'surname'), ('mail', 'mail'), ('jobTitle', 'job_title'),
        ('department', 'department'), ('companyName', 'company_name'), ('employeeId', 'employee_id'),
        ('officeLocation', 'office_location'), ('businessPhone', 'business_phones'), ('mobilePhone', 'mobile_phone'),
        ('unixUserName', 'unix_user_name'), ('unixHomeDirectory', 'unix_home_directory'),
        ('osUserPrincipalName', 'os_user_principal_name')) m (name, kept_in)
    WHERE s.settings -> 'attributes' ->> m.name <> '') || '{external_id}'
WHERE s.kind = 'ldap';

-- The directory that feeds a person, and what it says of him; no row for people who live in the hub, and for those whose
-- entry is gone.
CREATE FUNCTION feed_of(of_organization uuid, of_user uuid) RETURNS TABLE (source text, columns text[]) LANGUAGE sql STABLE AS
$$
SELECT s.name, s.fed_columns
FROM directory_people p
JOIN identity_sources s ON s.organization_id = p.organization_id AND s.id = p.source_id
WHERE p.organization_id = of_organization AND p.user_id = of_user AND p.gone_at IS NULL
$$;
