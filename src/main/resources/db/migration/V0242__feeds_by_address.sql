-- A feed can be fetched from an address. It is encrypted with the master key, since whoever knows it may read the file.
ALTER TABLE discovery_sources ADD COLUMN url text;
ALTER TABLE discovery_sources ADD CHECK (url IS NULL OR kind = 'feed');
