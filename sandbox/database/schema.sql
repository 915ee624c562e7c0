-- Applied at every start, so every statement is repeatable; only SQL that both PostgreSQL 15 and
-- PGlite (PostgreSQL 18) know.
create schema if not exists sandbox;

-- What administrators registered: organizations, customers, workbooks, allowed origins, ...
create table if not exists sandbox.resource (
  vendor text not null,
  path text not null,
  body jsonb not null,
  primary key (vendor, path)
);

create table if not exists sandbox.signing_key (
  vendor text not null,
  kid text not null,
  owner text not null,
  algorithm text not null,
  material text not null,
  position bigint generated always as identity,
  primary key (vendor, kid)
);

-- Ids of one-time tokens. The primary key makes a second use impossible.
create table if not exists sandbox.used_token (
  vendor text not null,
  owner text not null,
  id text not null,
  keep_until bigint not null,
  primary key (vendor, owner, id)
);
create index if not exists used_token_keep_until on sandbox.used_token (keep_until);

-- Only a hash of the bearer or cookie value: a copy of this table opens nothing.
create table if not exists sandbox.session (
  vendor text not null,
  hash text not null,
  scope jsonb not null,
  expires_at bigint not null,
  primary key (vendor, hash)
);
create index if not exists session_expires_at on sandbox.session (expires_at);

create table if not exists sandbox.tenant (
  slug text primary key,
  name text not null,
  rows integer not null
);

create table if not exists sandbox.orders (
  tenant text not null references sandbox.tenant (slug),
  id integer not null,
  region text not null,
  team text not null,
  category text not null,
  product text not null,
  ordered_on date not null,
  quantity integer not null,
  amount_cents bigint not null,
  cost_cents bigint not null,
  primary key (tenant, id)
);
create index if not exists orders_by_day on sandbox.orders (tenant, ordered_on, id);
create index if not exists orders_by_region on sandbox.orders (tenant, region, ordered_on, id);

-- The orders summed by month, so that a dashboard need not read every order.
create table if not exists sandbox.order_month (
  tenant text not null references sandbox.tenant (slug),
  month text not null,
  region text not null,
  team text not null,
  category text not null,
  product text not null,
  orders bigint not null,
  quantity bigint not null,
  amount_cents bigint not null,
  cost_cents bigint not null,
  primary key (tenant, month, region, team, category, product)
);

alter table sandbox.orders enable row level security;
alter table sandbox.orders force row level security;
alter table sandbox.order_month enable row level security;
alter table sandbox.order_month force row level security;

-- A missing setting is NULL, which equals nothing and shows no row. '*' is every region; several
-- are separated by '|', which no region's name may contain.
-- (The sub-selects are evaluated once per statement instead of once per row.)
drop policy if exists viewer_rows on sandbox.orders;
create policy viewer_rows on sandbox.orders for select to mullion_sandbox_reader using (
  tenant = (select current_setting('sandbox.tenant', true))
  and (
    (select current_setting('sandbox.region', true)) = '*'
    or region = any ((select string_to_array(current_setting('sandbox.region', true), '|'))::text[])
  )
);
drop policy if exists viewer_rows on sandbox.order_month;
create policy viewer_rows on sandbox.order_month for select to mullion_sandbox_reader using (
  tenant = (select current_setting('sandbox.tenant', true))
  and (
    (select current_setting('sandbox.region', true)) = '*'
    or region = any ((select string_to_array(current_setting('sandbox.region', true), '|'))::text[])
  )
);

-- The table's owner fills it (FORCE would otherwise stop an owner who is no superuser).
drop policy if exists owner_rows on sandbox.orders;
create policy owner_rows on sandbox.orders to current_user using (true) with check (true);
drop policy if exists owner_rows on sandbox.order_month;
create policy owner_rows on sandbox.order_month to current_user using (true) with check (true);

grant usage on schema sandbox to mullion_sandbox_reader;
grant select on sandbox.orders, sandbox.order_month to mullion_sandbox_reader;
