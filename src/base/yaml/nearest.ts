/**
 * The word that was probably meant.
 *
 * Two words are near when few letters must be changed, added, removed or swapped: one for a short
 * word, up to three for a long one. A word that begins another by at least four letters is near
 * too.
 *
 * Example: `penality` is one letter from `penalty`; `sla` is near nothing.
 *
 * @fr suggestion d'orthographe
 */

/** Beyond, the search would cost more than the suggestion is worth. */
const CONSIDERED = 200

/** The nearest of `known`, the first one where several are as near; nothing if none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = plain(word)
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known.slice(0, CONSIDERED)) {
    const distance = distanceBetween(wanted, plain(candidate))
    if (distance <= tolerance(wanted) && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance }
    }
  }
  return best?.word ?? known.find((candidate) => isPrefix(wanted, plain(candidate)))
}

const plain = (word: string): string => word.slice(0, 60).toLowerCase().replaceAll(/[_ ]/g, '-')

const tolerance = (word: string): number =>
  word.length <= 2 ? 0 : word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3

const isPrefix = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a))

/** Letters changed, added, removed, or swapped with their neighbour (Damerau, restricted). */
export function distanceBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const [above, left, corner] = [last[j], row[j - 1], last[j - 1]] as [number, number, number]
      const steps = [above + 1, left + 1, corner + same]
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swaps) steps.push((beforeLast[j - 2] as number) + 1)
      row.push(Math.min(...steps))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] as number
}
