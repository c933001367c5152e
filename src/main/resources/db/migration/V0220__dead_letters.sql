-- Deliveries that were given up are counted on the lists of webhooks; there are few of them, and many that went well.
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook_id) WHERE state = 'dead';
