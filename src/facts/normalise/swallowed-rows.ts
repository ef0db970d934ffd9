/**
 * Tells a quote that was never closed from a long text.
 *
 * A quote left open makes one cell of all the rows below it, up to the next quote of the file. A
 * text that people wrote may be as long, so length proves nothing; but the lines of such a cell are
 * rows. A cell is taken for rows where every line that it holds whole (blank ones aside) has the
 * separators of a row, with three such lines and twenty separators at least, so that a short list
 * pasted into a narrow table is still a text.
 *
 * Example: in a table of nine columns, a description of a thousand lines of a log is a text; a cell
 * that holds three lines of eight commas each is three rows that would be lost.
 */

const LF = 10
const CR = 13
const LEAST_LINES = 3
const LEAST_SEPARATORS = 20

/** How many line ends there are in a range of bytes; CRLF is one. */
export function lineEndsIn(bytes: Uint8Array, from: number, to: number): number {
  let ends = 0
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i]
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) ends += 1
  }
  return ends
}

/** Whether the text of a cell is rows of a table of `columns` columns. */
export function holdsRows(
  bytes: Uint8Array,
  from: number,
  to: number,
  separator: number,
  columns: number,
): boolean {
  const wanted = columns - 1
  // Most quoted cells are short, or have one line: they are not looked at byte by byte.
  if (wanted < 1 || to - from < LEAST_SEPARATORS) return false
  let rows = 0
  let start = nextLine(bytes, from, to)
  for (let end = nextLine(bytes, start, to); end < to; end = nextLine(bytes, start, to)) {
    const found = separatorsIn(bytes, start, end, separator)
    if (found === wanted) rows += 1
    else if (found >= 0) return false
    start = end
  }
  return rows >= LEAST_LINES && rows * wanted >= LEAST_SEPARATORS
}

/** Where the line after the one at `from` begins, or `to` where there is none. */
function nextLine(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i += 1) {
    if (bytes[i] === LF) return i + 1
    if (bytes[i] === CR) return bytes[i + 1] === LF ? i + 2 : i + 1
  }
  return to
}

/** How many separators a line has; −1 where the line is blank. */
function separatorsIn(bytes: Uint8Array, from: number, to: number, separator: number): number {
  let found = 0
  let isBlank = true
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] as number
    if (byte === separator) found += 1
    if (byte > 32) isBlank = false
  }
  return isBlank ? -1 : found
}
