-- Sign-ins of people who live elsewhere are read from the log of where they live.
GRANT INSERT ON sign_in_days TO tenantry_request;
GRANT INSERT, UPDATE ON user_activity TO tenantry_request;
