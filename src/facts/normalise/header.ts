/**
 * Looks at the first bytes of a file: is it a table at all, how is it separated, whose is it?
 *
 * Example: `%PDF-1.7` is refused as a PDF; `ID;Titre;Statut` has three columns by `;`, which is the
 * separator under which the most columns of the mapping are found.
 *
 * @fr reconnaissance du fichier
 */
import { CsvScanner } from './csv-scanner.ts'
import type { Mapping } from './mapping.ts'
import type { Encoding } from './text-encoding.ts'
import { decodeBytes } from './text-encoding.ts'

/** How many bytes are looked at. */
export const HEAD_BYTES = 65_536

export type WrongFile = 'pdf' | 'zip' | 'gzip' | 'old-excel' | 'utf-16' | 'html' | 'json' | 'xml'

const SIGNS: readonly (readonly [WrongFile, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b]],
  ['old-excel', [0xd0, 0xcf, 0x11, 0xe0]],
  ['utf-16', [0xff, 0xfe]],
  ['utf-16', [0xfe, 0xff]],
  ['xml', [0x3c, 0x3f, 0x78, 0x6d, 0x6c]],
  ['html', [0x3c, 0x21, 0x64]],
  ['html', [0x3c, 0x21, 0x44]],
  ['html', [0x3c, 0x68, 0x74]],
  ['json', [0x7b]],
  ['json', [0x5b, 0x7b]],
]

/** What a file is that is no CSV, by its first bytes. */
export function wrongFile(head: Uint8Array): WrongFile | undefined {
  const sign = SIGNS.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))
  if (sign !== undefined) return sign[0]
  // UTF-16 without its mark: every other byte of a Latin text is zero.
  const zeros = head.subarray(0, 64).reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0)
  return zeros >= 8 && zeros * 3 > Math.min(64, head.length) ? 'utf-16' : undefined
}

/** A header name as it is compared: spaces, apostrophes and capitals do not matter. */
export const comparableName = (name: string): string =>
  name
    .replace(/[\s\u00a0\u202f\u2009]+/g, ' ')
    .replace(/[’ʼ]/g, "'")
    .trim()
    .toLowerCase()

/** The text of a cell of a header; where no encoding is fixed, UTF-8 if it can be. */
export function headerText(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding | 'detect',
): string {
  const expected = encoding === 'detect' ? 'utf-8' : encoding
  return decodeBytes(bytes, start, end, expected) ?? decodeBytes(bytes, start, end, 'windows-1252')
}

/** The cells of the first row under a separator. */
function headerNames(
  head: Uint8Array,
  separator: number,
  encoding: Encoding | 'detect' = 'detect',
): readonly string[] {
  const names: string[] = []
  const scanner = new CsvScanner(
    { separator, isQuoting: true },
    (row) => {
      if (row.row !== 1) return
      for (let i = 0; i < row.cells; i += 1) {
        const [start = 0, end = 0] = [row.starts[i], row.ends[i]]
        names.push(headerText(row.bytes, start, end, encoding))
      }
    },
    () => {},
  )
  scanner.push(head.subarray(0, headerLength(head)))
  scanner.finish()
  return names
}

/** Where the first row ends, its line end included; the whole head where it has none. */
export function headerLength(head: Uint8Array): number {
  let isQuoted = false
  for (let i = 0; i < head.length; i += 1) {
    const byte = head[i]
    if (byte === 34) isQuoted = !isQuoted
    else if (!isQuoted && (byte === 10 || byte === 13)) {
      return byte === 13 && head[i + 1] === 10 ? i + 2 : i + 1
    }
  }
  return head.length
}

const SEPARATORS = [44, 59, 9, 124] as const

/** The columns that a mapping names, required ones first. */
function columnsOf(mapping: Mapping): readonly string[] {
  const { id, timeColumns, status, priority, service, type, pauses, fields, columns } = mapping
  const typeColumn = type !== undefined && 'column' in type ? type.column : undefined
  const all = [
    id.column,
    ...timeColumns.values(),
    ...columns.values(),
    status?.column,
    status?.at,
    priority?.column,
    service?.column,
    typeColumn,
    pauses?.column,
    ...fields.values(),
  ]
  return all.filter((name): name is string => name !== undefined && name !== '')
}

/** How many of the names are columns of the header. */
function found(names: readonly string[], header: readonly string[]): number {
  const present = new Set(header.map(comparableName))
  return names.filter((name) => present.has(comparableName(name))).length
}

/** The separator under which most columns of the mapping are found; the declared one at a tie. */
export function chooseSeparator(head: Uint8Array, mapping: Mapping): number {
  const declared = mapping.format.separator
  const names = columnsOf(mapping)
  let best = declared ?? 44
  let most = found(names, headerNames(head, best, mapping.format.encoding))
  for (const separator of SEPARATORS) {
    const count = found(names, headerNames(head, separator, mapping.format.encoding))
    if (count > most) {
      most = count
      best = separator
    }
  }
  return best
}

/** The mappings whose recognised columns are all in the header, the most telling first. */
export function recogniseMapping(
  head: Uint8Array,
  mappings: readonly Mapping[],
): readonly Mapping[] {
  const fits = mappings.filter((mapping) => {
    if (mapping.recognise.length === 0) return false
    const header = headerNames(head, chooseSeparator(head, mapping), mapping.format.encoding)
    return found(mapping.recognise, header) === mapping.recognise.length
  })
  return fits.sort((a, b) => b.recognise.length - a.recognise.length)
}
