/** What a part of the lives came to. */
export interface Report {
  passed: number
  readonly failed: number[]
  /** How many lives had each mechanism at work. */
  readonly seen: Record<string, number>
}

export function addReport(all: Report, part: Report): void {
  all.passed += part.passed
  all.failed.push(...part.failed)
  for (const [mechanism, count] of Object.entries(part.seen)) {
    all.seen[mechanism] = (all.seen[mechanism] ?? 0) + count
  }
}

/** A mechanism that is at work in fewer lives than this is not tested by them. */
const FEWEST = 0.05

/** The share of the lives that had each mechanism, the rarest first; those that are too rare. */
export function coverageOf({ seen }: Report, cases: number) {
  const rows = Object.entries(seen).sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
  return {
    lines: rows.map(
      ([mechanism, count]) => `${((100 * count) / cases).toFixed(1).padStart(5)} %  ${mechanism}`,
    ),
    rare: rows.flatMap(([mechanism, count]) => (count < FEWEST * cases ? [mechanism] : [])),
  }
}
