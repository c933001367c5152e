-- The administration of Exchange, where Microsoft Graph cannot set up a mailbox. Connections that there are already lead to the
-- cloud, or the hub, that their Graph is in.
ALTER TABLE microsoft_connections
    ADD COLUMN exchange_url text NOT NULL DEFAULT 'https://outlook.office365.com/adminapi/beta';
UPDATE microsoft_connections SET exchange_url = CASE
    WHEN graph_url ~ '/graph/v1/organizations/' THEN regexp_replace(graph_url, '(/clouduserhub)?/graph/v1/.*$', '/adminapi/beta')
    WHEN graph_url ~ '^https://graph\.microsoft\.us/' THEN 'https://outlook.office365.us/adminapi/beta'
    WHEN graph_url ~ '^https://dod-graph\.microsoft\.us/' THEN 'https://webmail.apps.mil/adminapi/beta'
    WHEN graph_url ~ '^https://microsoftgraph\.chinacloudapi\.cn/' THEN 'https://partner.outlook.cn/adminapi/beta'
    ELSE exchange_url END;

-- Somebody may have several rights on a mailbox at once, each given and taken by itself; on a calendar and on files one.
ALTER TABLE delegations DROP CONSTRAINT delegations_pkey;
ALTER TABLE delegations ADD PRIMARY KEY (organization_id, user_id, subject, delegate_id, site, access_right);
CREATE UNIQUE INDEX delegations_one_right ON delegations (organization_id, user_id, subject, delegate_id, site)
    WHERE subject <> 'mailbox';
