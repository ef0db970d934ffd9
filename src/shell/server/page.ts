/**
 * The files of the page, held in memory: a path that is no file of it is the page itself, which
 * knows its own addresses.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

/** Serves the page that was built in `folder`; nothing where none was built. */
export function pageOf(folder: string): MiddlewareHandler | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined
  const files = new Map(filesIn(folder).map((path) => [nameOf(folder, path), read(path)]))
  return async (context) => {
    const { pathname } = new URL(context.req.url)
    const file = files.get(pathname)
    if (file !== undefined) return send(context, file, pathname.startsWith('/assets/'))
    const start = files.get('/index.html')
    return start === undefined || isFile(pathname)
      ? context.notFound()
      : send(context, start, false)
  }
}

/** An address of the page may end with a point and a word, as the name of a penalty does. */
const isFile = (pathname: string): boolean =>
  pathname.startsWith('/assets/') || /^\/[^/]*\.[^/]+$/.test(pathname)

const nameOf = (folder: string, path: string): string =>
  `/${relative(folder, path).split(sep).join('/')}`

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}

function read(path: string): PageFile {
  const bytes = new Uint8Array(readFileSync(path))
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 20)
  return { bytes, type: TYPES[extname(path)] ?? 'application/octet-stream', etag: `"${hash}"` }
}

/** A file whose name holds its hash never changes; any other is asked for again. */
function send(context: Context, { bytes, type, etag }: PageFile, isForEver: boolean): Response {
  const headers = {
    'content-type': type,
    etag,
    'cache-control': isForEver ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  return context.req.header('if-none-match') === etag
    ? context.body(null, 304, headers)
    : context.body(bytes, 200, headers)
}
