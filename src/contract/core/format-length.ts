/** Writes a length of time: `4 h`, `30 min`, `90 s`. */
export function formatMilliseconds(length: number): string {
  if (length % 3_600_000 === 0) return `${length / 3_600_000} h`
  return length % 60_000 === 0 ? `${length / 60_000} min` : `${length / 1000} s`
}
