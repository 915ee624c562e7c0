-- The sandbox's whole state. Applied at every start, so every statement is repeatable;
-- only SQL that PostgreSQL 15 and PGlite (PostgreSQL 18) both know.
create schema if not exists sandbox;

-- What an administrator registered: organizations, customers, workbooks, origins, ...
create table if not exists sandbox.item (
  door text not null,
  kind text not null,
  parent text not null default '',
  id text not null,
  body jsonb not null,
  primary key (door, kind, parent, id)
);

create table if not exists sandbox.signing_key (
  door text not null,
  kid text not null,
  owner text not null,
  algorithm text not null,
  material text not null,
  created_at bigint not null,
  primary key (door, kid)
);

-- One-time token ids that were used. The primary key is what makes a second use impossible.
create table if not exists sandbox.spent_id (
  door text not null,
  owner text not null,
  id text not null,
  keep_until bigint not null,
  primary key (door, owner, id)
);
create index if not exists spent_id_keep_until on sandbox.spent_id (keep_until);

-- Only a hash of the bearer or cookie value: a copy of this table opens nothing.
create table if not exists sandbox.session (
  door text not null,
  hash text not null,
  load_id text not null default '',
  scope jsonb not null,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (door, hash)
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

-- The same orders added up by month, so that a dashboard need not read every order.
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

-- A setting that is missing is NULL, compares to nothing and shows no row. '*' is every region,
-- said explicitly; several regions are separated by '|', which no region's name may contain.
-- (The sub-selects are read once a statement instead of once a row.)
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
