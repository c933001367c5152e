-- What is due next is read in its order, without sorting all that waits.
CREATE INDEX webhook_deliveries_next ON webhook_deliveries (webhook_id, next_try_at, number) WHERE state = 'waiting';
DROP INDEX webhook_deliveries_due;
