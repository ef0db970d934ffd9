/**
 * What is wrong with the tables of a database, as its own catalogue tells: the rules that let
 * tenants be spread over several servers, and that keep figures exact.
 */
import { TABLES } from '../../src/shell/storage/table-kinds.ts'

/** Anything that answers a question. */
export interface Asked {
  query(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>
}

const OWN_SCHEMAS = `nspname not like 'pg\\_%' and nspname <> 'information_schema'`

/** All faults, each a sentence that names the table. */
export async function catalogueFaults(asked: Asked): Promise<string[]> {
  const found = await asked.query(`
    select nspname || '.' || relname as name, relrowsecurity and relforcerowsecurity as is_closed
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and ${OWN_SCHEMAS} order by 1`)
  const names = found.rows.map(({ name }) => String(name))
  const isTenant = (name: unknown): boolean => TABLES[String(name)] === 'tenant'
  const isLibrary = (name: unknown): boolean => TABLES[String(name)] === 'library'
  return [
    ...names.filter((name) => TABLES[name] === undefined).map((name) => `${name} is not declared`),
    ...Object.keys(TABLES)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is declared and not there`),
    ...found.rows
      .filter(({ name, is_closed }) => isTenant(name) && is_closed !== true)
      .map(({ name }) => `${name} has no forced row-level security`),
    ...(await keyFaults(asked)).filter(([name]) => isTenant(name)).map(([, said]) => said),
    ...(await columnFaults(asked)).filter(([name]) => !isLibrary(name)).map(([, said]) => said),
    ...(await rightFaults(asked)).filter(([name]) => !isLibrary(name)).map(([, said]) => said),
  ]
}

type Said = readonly [table: string, said: string]

/** Primary, unique and foreign keys whose first column is not `tenant_id uuid not null`. */
async function keyFaults(asked: Asked): Promise<Said[]> {
  const { rows } = await asked.query(
    `
    select nspname || '.' || relname as name, conname, attname, attnotnull,
      format_type(atttypid, atttypmod) as type
    from pg_constraint join pg_class on pg_class.oid = conrelid
      join pg_namespace on pg_namespace.oid = relnamespace
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype in ('p', 'u', 'f') and ${OWN_SCHEMAS}
    union all
    select nspname || '.' || relname, index.relname, attname, attnotnull,
      format_type(atttypid, atttypmod)
    from pg_index join pg_class on pg_class.oid = indrelid
      join pg_class as index on index.oid = indexrelid
      join pg_namespace on pg_namespace.oid = pg_class.relnamespace
      join pg_attribute on attrelid = indrelid and attnum = indkey[0]
    where indisunique and ${OWN_SCHEMAS}`.replaceAll('|| relname,', '|| pg_class.relname,'),
  )
  const keyed = new Set(rows.map(({ name }) => String(name)))
  const bare = Object.keys(TABLES).filter((name) => TABLES[name] === 'tenant' && !keyed.has(name))
  return [
    ...rows
      .filter(
        (row) => row['attname'] !== 'tenant_id' || row['type'] !== 'uuid' || !row['attnotnull'],
      )
      .map(
        ({ name, conname }): Said => [
          String(name),
          `${name}: ${conname} does not begin with tenant_id uuid not null`,
        ],
      ),
    ...bare.map((name): Said => [name, `${name} has no key`]),
  ]
}

/** Types that lose something, counters of the database, texts in the order of a language. */
async function columnFaults(asked: Asked): Promise<Said[]> {
  const { rows } = await asked.query(`
    select nspname || '.' || relname as name, attname, format_type(atttypid, atttypmod) as type,
      attidentity <> '' or coalesce(pg_get_expr(adbin, adrelid), '') like 'nextval%' as is_counter,
      typcollation <> 0 and collname is distinct from 'C' as is_language
    from pg_attribute join pg_class on pg_class.oid = attrelid
      join pg_namespace on pg_namespace.oid = relnamespace
      join pg_type on pg_type.oid = atttypid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      left join pg_collation on pg_collation.oid = attcollation
    where attnum > 0 and not attisdropped and relkind in ('r', 'p') and ${OWN_SCHEMAS}`)
  return rows.flatMap((row): Said[] => {
    const name = String(row['name'])
    const type = String(row['type'])
    const at = `${name}.${row['attname']}`
    const said = [
      ...(/^(double precision|real)/.test(type) ? [`${at} is a ${type}`] : []),
      ...(/^time(stamp)?\b.*without time zone/.test(type) ? [`${at} has no time zone`] : []),
      ...(row['is_counter'] === true ? [`${at} is counted by the database`] : []),
      ...(row['is_language'] === true ? [`${at} is in the order of a language`] : []),
    ]
    return said.map((text): Said => [name, text])
  })
}

/** What the role of tenants may change: nothing whole, and a few columns of a few tables. */
const CHANGES: Readonly<Record<string, string>> = {
  'vigie.contract': 'text_hash, updated_at',
  'vigie.import_run': 'added, changed, finished_at, items',
  'vigie.month': 'closed_at, settlement_hash',
  'vigie.outbox': 'sent_at',
}

async function rightFaults(asked: Asked): Promise<Said[]> {
  const { rows } = await asked.query(`
    select nspname || '.' || relname as name,
      has_table_privilege('vigie_app', pg_class.oid, 'delete, truncate, trigger, update') as much,
      has_table_privilege('vigie_app', pg_class.oid, 'insert') as adds,
      (select string_agg(attname, ', ' order by attname) from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped
          and has_column_privilege('vigie_app', pg_class.oid, attnum, 'update')) as changes
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and ${OWN_SCHEMAS}`)
  return rows.flatMap((row): Said[] => {
    const name = String(row['name'])
    const isDirectory = TABLES[name] === 'directory'
    const said = [
      ...(row['much'] === true ? [`${name} can be changed or emptied`] : []),
      ...(isDirectory && row['adds'] === true ? [`${name} can be added to by a tenant`] : []),
      ...((row['changes'] ?? undefined) === CHANGES[name]
        ? []
        : [`${name}: ${row['changes']} change`]),
    ]
    return said.map((text): Said => [name, text])
  })
}
