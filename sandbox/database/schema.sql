-- Applied at every start, one statement per paragraph, so every statement is repeatable; only SQL
-- that both PostgreSQL 15 and PGlite (PostgreSQL 18) know.

create schema if not exists sandbox;

-- A role belongs to the whole cluster, where another sandbox may create it at the same moment.
do $$ begin
  if not exists (select from pg_roles where rolname = 'mullion_sandbox_reader') then
    create role mullion_sandbox_reader nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

-- A login that is no superuser may only switch to a role it is a member of. Where the grant fails it
-- was made before, or the first use of the role reports it.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant mullion_sandbox_reader to %I', current_user);
  end if;
exception when others then null;
end $$;

-- What is registered at the vendors: organizations, workbooks, keys, allowed origins, ...
create table if not exists sandbox.resource (
  vendor text not null,
  path text not null,
  body jsonb not null,
  position bigint generated always as identity,
  primary key (vendor, path)
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

-- A missing setting is NULL, which equals nothing and shows no row. '*' is every region; several
-- are separated by '|', which no region's name may contain. The sub-selects are evaluated once per
-- statement instead of once per row. FORCE includes a table's owner, who therefore needs a policy to
-- fill it.
do $$ declare name text; begin
  foreach name in array array['orders', 'order_month'] loop
    execute format('alter table sandbox.%I enable row level security', name);
    execute format('alter table sandbox.%I force row level security', name);
    execute format('drop policy if exists viewer_rows on sandbox.%I', name);
    execute format($policy$ create policy viewer_rows on sandbox.%I
      for select to mullion_sandbox_reader using (
        tenant = (select current_setting('sandbox.tenant', true)) and (
          (select current_setting('sandbox.region', true)) = '*' or region = any (
            (select string_to_array(current_setting('sandbox.region', true), '|'))::text[]
          )
        )
      ) $policy$, name);
    execute format('drop policy if exists owner_rows on sandbox.%I', name);
    execute format('create policy owner_rows on sandbox.%I to current_user using (true)', name);
  end loop;
end $$;

grant usage on schema sandbox to mullion_sandbox_reader;

grant select on sandbox.orders, sandbox.order_month to mullion_sandbox_reader;
