-- Partner, reseller and customer organizations in one tree; the operator's own organization is its root.
CREATE TABLE organizations (
    organization_id uuid PRIMARY KEY,
    parent_id uuid REFERENCES organizations,
    kind text NOT NULL CHECK (kind IN ('partner', 'reseller', 'customer')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
    name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    provider text NOT NULL DEFAULT 'local',
    microsoft_tenant_id uuid,
    locale text NOT NULL DEFAULT 'en-US',
    tags text[] NOT NULL DEFAULT '{}',
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    valid_from timestamptz NOT NULL DEFAULT transaction_timestamp()
);
CREATE UNIQUE INDEX organizations_one_root ON organizations ((parent_id IS NULL)) WHERE parent_id IS NULL;
CREATE INDEX organizations_by_parent ON organizations (parent_id);
CREATE INDEX organizations_by_name ON organizations (name_ci, organization_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX organizations_by_tenant ON organizations (microsoft_tenant_id) WHERE microsoft_tenant_id IS NOT NULL;
SELECT isolate('organizations', 'SELECT, INSERT, UPDATE, DELETE');
SELECT keep_history('organizations', 'organization_id');

-- The domain names an organization's people sign in with.
CREATE TABLE domains (
    organization_id uuid NOT NULL REFERENCES organizations,
    name text COLLATE "C" NOT NULL CHECK (name = lower(name) AND length(name) BETWEEN 3 AND 253),
    authentication_type text NOT NULL DEFAULT 'Managed' CHECK (authentication_type IN ('Managed', 'Federated')),
    is_default boolean NOT NULL DEFAULT false,
    is_initial boolean NOT NULL DEFAULT false,
    is_verified boolean NOT NULL DEFAULT true,
    supported_services text[] NOT NULL DEFAULT '{Email,OfficeCommunicationsOnline}',
    password_validity_days integer NOT NULL DEFAULT 90,
    password_notification_days integer NOT NULL DEFAULT 14,
    created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (organization_id, name)
);
CREATE UNIQUE INDEX domains_one_default ON domains (organization_id) WHERE is_default;
CREATE UNIQUE INDEX domains_one_initial ON domains (organization_id) WHERE is_initial;
SELECT isolate('domains', 'SELECT, INSERT, UPDATE, DELETE');
