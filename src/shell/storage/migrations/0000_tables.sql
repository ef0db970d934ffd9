CREATE SCHEMA "vigie";
--> statement-breakpoint
CREATE TABLE "vigie"."audit_entry" (
	"tenant_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text collate "C" NOT NULL,
	"action" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"detail" text collate "C" NOT NULL,
	"previous" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	CONSTRAINT "audit_entry_tenant_id_seq_pk" PRIMARY KEY("tenant_id","seq")
);
--> statement-breakpoint
CREATE TABLE "vigie"."contract" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reference" text collate "C" NOT NULL,
	"text_hash" text collate "C" NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "contract_reference" UNIQUE("tenant_id","reference")
);
--> statement-breakpoint
CREATE TABLE "vigie"."contract_text" (
	"tenant_id" uuid NOT NULL,
	"hash" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_text_tenant_id_hash_pk" PRIMARY KEY("tenant_id","hash")
);
--> statement-breakpoint
CREATE TABLE "vigie"."fact" (
	"tenant_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"import_id" uuid NOT NULL,
	"hash" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"is_contested" boolean NOT NULL,
	"origin_file" text collate "C" NOT NULL,
	"origin_row" integer NOT NULL,
	"happened_from" timestamp (3) with time zone NOT NULL,
	"happened_to" timestamp (3) with time zone,
	CONSTRAINT "fact_tenant_id_kind_source_external_id_revision_pk" PRIMARY KEY("tenant_id","kind","source","external_id","revision")
);
--> statement-breakpoint
CREATE TABLE "vigie"."idempotency_key" (
	"tenant_id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"request_hash" text collate "C" NOT NULL,
	"answer" text collate "C" NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_key_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "vigie"."import_run" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"digest" text collate "C" NOT NULL,
	"actor" text collate "C" NOT NULL,
	"is_simulated" boolean NOT NULL,
	"report" text collate "C" NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"items" integer NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	CONSTRAINT "import_run_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "vigie"."import_withdrawal" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text collate "C" NOT NULL,
	CONSTRAINT "import_withdrawal_tenant_id_import_id_pk" PRIMARY KEY("tenant_id","import_id")
);
--> statement-breakpoint
CREATE TABLE "vigie"."month" (
	"tenant_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"month" text collate "C" NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"settlement_hash" text collate "C",
	CONSTRAINT "month_tenant_id_contract_id_month_pk" PRIMARY KEY("tenant_id","contract_id","month"),
	CONSTRAINT "month_closed_by_one" CHECK ((closed_at is null) = (settlement_hash is null)),
	CONSTRAINT "month_written" CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "vigie"."outbox" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "vigie"."settlement" (
	"tenant_id" uuid NOT NULL,
	"hash" text collate "C" NOT NULL,
	"contract_id" uuid NOT NULL,
	"text_hash" text collate "C" NOT NULL,
	"month" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settlement_tenant_id_hash_pk" PRIMARY KEY("tenant_id","hash"),
	CONSTRAINT "settlement_of_month" UNIQUE("tenant_id","contract_id","month","hash")
);
--> statement-breakpoint
CREATE TABLE "vigie"."tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "vigie"."audit_entry" ADD CONSTRAINT "audit_entry_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "vigie"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."contract" ADD CONSTRAINT "contract_has_text" FOREIGN KEY ("tenant_id","text_hash") REFERENCES "vigie"."contract_text"("tenant_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."contract_text" ADD CONSTRAINT "contract_text_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "vigie"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."fact" ADD CONSTRAINT "fact_of_import" FOREIGN KEY ("tenant_id","import_id") REFERENCES "vigie"."import_run"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."idempotency_key" ADD CONSTRAINT "idempotency_key_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "vigie"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."import_run" ADD CONSTRAINT "import_run_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "vigie"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."import_withdrawal" ADD CONSTRAINT "withdrawal_of_import" FOREIGN KEY ("tenant_id","import_id") REFERENCES "vigie"."import_run"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."month" ADD CONSTRAINT "month_of_contract" FOREIGN KEY ("tenant_id","contract_id") REFERENCES "vigie"."contract"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."month" ADD CONSTRAINT "month_closed_by_its_own" FOREIGN KEY ("tenant_id","contract_id","month","settlement_hash") REFERENCES "vigie"."settlement"("tenant_id","contract_id","month","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."outbox" ADD CONSTRAINT "outbox_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "vigie"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."settlement" ADD CONSTRAINT "settlement_of_contract" FOREIGN KEY ("tenant_id","contract_id") REFERENCES "vigie"."contract"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vigie"."settlement" ADD CONSTRAINT "settlement_of_text" FOREIGN KEY ("tenant_id","text_hash") REFERENCES "vigie"."contract_text"("tenant_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "vigie"."outbox" USING btree ("tenant_id","id") WHERE sent_at is null;