-- What narrows a person must be readable as such: anything else would pass for "all regions".
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_attributes_check" CHECK (
  jsonb_typeof(attributes) = 'object'
  AND (NOT attributes ? 'region'
    OR (jsonb_typeof(attributes -> 'region') = 'string' AND attributes ->> 'region' <> ''))
);
