/**
 * A part of a stage to mutate, where the whole would take hours: stretches of fifteen lines, drawn.
 *
 * Each stretch of the stage is as likely as any other, so the score of those drawn is an estimate
 * of the score of all. A change that is longer than a stretch is in none of them.
 */

/** Long enough to hold most conditions whole, short enough to draw from all files. */
const LINES = 15

/** `src/money/caps.ts:16-30`, as Stryker reads it; the stretches of a file, in order. */
export function stretchesOf(file: string, text: string): readonly string[] {
  const lines = text.trimEnd().split('\n').length
  const starts = Array.from({ length: Math.ceil(lines / LINES) }, (_, i) => i * LINES + 1)
  return starts.map((start) => `${file}:${start}-${Math.min(start + LINES - 1, lines)}`)
}

/** `count` of them, the same for one seed, in their order. */
export function drawn(all: readonly string[], count: number, seed: number): readonly string[] {
  const rank = new Map(all.map((stretch) => [stretch, hash(`${seed} ${stretch}`)]))
  const kept = [...all].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).slice(0, count)
  return all.filter((stretch) => kept.includes(stretch))
}

/** FNV-1a, 32 bits. */
const hash = (text: string): number =>
  [...text].reduce(
    (sum, char) => Math.imul(sum ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0,
    2_166_136_261,
  )
