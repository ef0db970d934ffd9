/** Imports of facts: a file is sent; its reading goes on after the answer and tells how far. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import type { Mapping as KnownMapping } from '../../facts/normalise/mapping.ts'
import { loadReadyMappings } from '../catalogue.ts'
import type { ImportRecord } from '../workspace/workspace.ts'
import { Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { answer, ById, InLanguage, problemAnswers } from './answers.ts'
import { Import, Mapping } from './import-schemas.ts'
import { createRoutes } from './problems.ts'
import type { Voice } from './views.ts'
import { viewFinding } from './views.ts'

const listMappings = createRoute({
  method: 'get',
  path: '/mappings',
  request: { query: InLanguage },
  responses: { 200: answer(z.array(Mapping)), ...problemAnswers },
})

const listImports = createRoute({
  method: 'get',
  path: '/imports',
  request: { query: InLanguage },
  responses: { 200: answer(z.array(Import)), ...problemAnswers },
})

const readImport = createRoute({
  method: 'get',
  path: '/imports/{id}',
  request: { params: ById, query: InLanguage },
  responses: { 200: answer(Import), ...problemAnswers },
})

const beginImport = createRoute({
  method: 'post',
  path: '/imports',
  request: {
    query: InLanguage.extend({
      file: z.string().min(1).max(200),
      mapping: z.string().max(100).optional(),
      zone: z.string().max(60).optional(),
    }),
    body: {
      description: 'The file as it is',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
  },
  responses: { 200: answer(Import), ...problemAnswers },
})

const change = (gesture: 'cancel' | 'undo') =>
  createRoute({
    method: 'post',
    path: `/imports/{id}/${gesture}`,
    request: { params: ById, query: InLanguage },
    responses: { 200: answer(Import), ...problemAnswers },
  })

/** `folder` is where files wait until they are read. */
export function importRoutes(served: Served & { readonly folder: string }): OpenAPIHono {
  const { workspace, voiceOf, actor, folder } = served
  const routes = createRoutes(voiceOf)
  routes.openapi(listMappings, (context) => {
    const { language } = voiceOf(context).speaker
    const mappings = loadReadyMappings().map(({ name, title, zone }) => ({
      name,
      title: title[language],
      asksZone: zone === 'asked',
    }))
    return context.json(mappings, 200)
  })
  routes.openapi(listImports, async (context) => {
    const voice = voiceOf(context)
    const records = await workspace.imports()
    return context.json(
      records.map((record) => viewOf(record, voice)),
      200,
    )
  })
  routes.openapi(readImport, async (context) => {
    const record = await workspace.import(context.req.valid('param').id)
    return context.json(viewOf(record, voiceOf(context)), 200)
  })
  routes.openapi(beginImport, async (context) => {
    const { file, mapping, zone } = context.req.valid('query')
    const found = mappingNamed(mapping)
    const path = await receive(folder, file, context.req.raw.body)
    const record = await workspace.beginImport(actor, {
      paths: [path],
      name: basename(file),
      ...(found === undefined ? {} : { mapping: found }),
      ...(zone === undefined ? {} : { zone }),
      isUpload: true,
      isSimulated: false,
    })
    return context.json(viewOf(record, voiceOf(context)), 200)
  })
  routes.openapi(change('cancel'), async (context) => {
    const record = await workspace.cancelImport(actor, context.req.valid('param').id)
    return context.json(viewOf(record, voiceOf(context)), 200)
  })
  routes.openapi(change('undo'), async (context) => {
    const record = await workspace.undoImport(actor, context.req.valid('param').id)
    return context.json(viewOf(record, voiceOf(context)), 200)
  })
  return routes
}

function mappingNamed(name: string | undefined): KnownMapping | undefined {
  if (name === undefined) return undefined
  const found = loadReadyMappings().find((mapping) => mapping.name === name)
  if (found === undefined) throw new Refused('mapping-unknown')
  return found
}

/** Writes what is sent into a folder of its own, under its own name without its folders. */
async function receive(
  folder: string,
  name: string,
  body: globalThis.ReadableStream | null,
): Promise<string> {
  const safe = basename(name).replace(/[^\p{L}\p{N}._ -]/gu, '_')
  if (body === null || /^\.*$/.test(safe)) throw new Refused('file-missing')
  const own = join(folder, randomUUID())
  await mkdir(own, { recursive: true })
  const path = join(own, safe)
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(path))
    return path
  } catch (failure) {
    // A part of a file is of no use, least of all on a disk that is full.
    await rm(own, { recursive: true, force: true })
    throw failure
  }
}

function viewOf(
  { findings, quality: _, run: _run, ...record }: ImportRecord,
  voice: Voice,
): Import {
  return {
    ...record,
    findings: findings.map((finding) => viewFinding(finding, voice)),
  }
}
