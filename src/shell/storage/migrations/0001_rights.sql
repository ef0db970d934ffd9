-- The role under which all work for a tenant is done. It owns nothing, is no superuser, and sees
-- the rows of one tenant. Roles belong to the server: another database may have made it.
do $$ begin
  create role vigie_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
do $$ begin
  if not pg_has_role(current_user, 'vigie_app', 'member') then
    grant vigie_app to current_user;
  end if;
end $$;
--> statement-breakpoint
grant usage on schema vigie to vigie_app;
--> statement-breakpoint
-- The tenant of the transaction; nothing where none was set, so that no row is seen.
create function vigie.current_tenant() returns uuid language sql stable
  as $$ select nullif(current_setting('vigie.tenant', true), '')::uuid $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array[
    'contract', 'contract_text', 'import_run', 'import_withdrawal', 'fact', 'settlement', 'month',
    'audit_entry', 'outbox', 'idempotency_key'
  ] loop
    execute format('alter table vigie.%I enable row level security', name);
    execute format('alter table vigie.%I force row level security', name);
    execute format(
      'create policy own_tenant on vigie.%I to vigie_app'
      ' using (tenant_id = vigie.current_tenant())'
      ' with check (tenant_id = vigie.current_tenant())', name);
    -- No update and no delete: what follows grants the few columns that change, once.
    execute format('grant select, insert on vigie.%I to vigie_app', name);
  end loop;
end $$;
--> statement-breakpoint
grant select on vigie.tenant to vigie_app;
--> statement-breakpoint
grant update (text_hash, updated_at) on vigie.contract to vigie_app;
--> statement-breakpoint
grant update (finished_at, items, added, changed) on vigie.import_run to vigie_app;
--> statement-breakpoint
create policy finished_once on vigie.import_run as restrictive for update to vigie_app
  using (finished_at is null) with check (true);
--> statement-breakpoint
grant update (closed_at, settlement_hash) on vigie.month to vigie_app;
--> statement-breakpoint
create policy closed_once on vigie.month as restrictive for update to vigie_app
  using (closed_at is null) with check (true);
--> statement-breakpoint
grant update (sent_at) on vigie.outbox to vigie_app;
--> statement-breakpoint
create policy sent_once on vigie.outbox as restrictive for update to vigie_app
  using (sent_at is null) with check (true);
