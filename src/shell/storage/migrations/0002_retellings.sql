CREATE TABLE "vigie"."fact_retelling" (
	"tenant_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "told_again_once" PRIMARY KEY("tenant_id","kind","source","external_id","revision","import_id")
);
--> statement-breakpoint
ALTER TABLE "vigie"."fact_retelling" ADD CONSTRAINT "retelling_of_fact" FOREIGN KEY ("tenant_id","kind","source","external_id","revision") REFERENCES "vigie"."fact"("tenant_id","kind","source","external_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."fact_retelling" ADD CONSTRAINT "retelling_by_import" FOREIGN KEY ("tenant_id","import_id") REFERENCES "vigie"."import_run"("tenant_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table vigie.fact_retelling enable row level security;
--> statement-breakpoint
alter table vigie.fact_retelling force row level security;
--> statement-breakpoint
create policy own_tenant on vigie.fact_retelling to vigie_app
  using (tenant_id = vigie.current_tenant()) with check (tenant_id = vigie.current_tenant());
--> statement-breakpoint
grant select, insert on vigie.fact_retelling to vigie_app;
