/**
 * The right spelling of a phrase that is nearly right.
 *
 * The language has no synonyms, but beginners do: `95%`, `4 hours`, `150,00`, `≥ 95 %`, `10 jours
 * ouvrés`. Each rule below rewrites one habit; as soon as the rewritten text can be read, it is
 * what the finding suggests. Nothing is ever read through these rules: a person confirms.
 *
 * Example: `≥ 95%` becomes `at-least 95 %`, after two rules.
 *
 * @fr orthographe proposée
 */
import type { Reading } from './words.ts'
import { readAll } from './words.ts'

const RULES: readonly (readonly [RegExp, string])[] = [
  [/["'“”«»]/g, ' '],
  [/(?:\bpar|\bper|\/) ?mois\b/gi, ' per month'],
  [/\bpar jour de retard/gi, 'per day late'],
  [/\bpar heure de retard/gi, 'per hour late'],
  [/\bpar ticket en retard/gi, 'per late ticket'],
  [
    /\bper (full |started |pro-rata )?1 (working-day|mon-sat-day|day|week|hour|minute)s?\b/gi,
    'per $1$2',
  ],
  [/(\d),(\d)/g, '$1.$2'],
  [/(\d)[ \u00a0\u202f](\d{3})(?!\d)/g, '$1$2'],
  [/\s*(?:€|\beuros?\b|\beur\b)/gi, ''],
  [/(\d)\s*%/g, '$1 %'],
  [/\b(?:pour ?cent|percent)\b/gi, '%'],
  [/(?:>=|=>|≥)\s*/g, 'at-least '],
  [/(?:<=|=<|≤)\s*/g, 'at-most '],
  [/>\s*/g, 'above '],
  [/<\s*/g, 'under '],
  [/\b(?:at least|au moins|minimum)\b/gi, 'at-least'],
  [/\b(?:at most|au plus|maximum|max)\b/gi, 'at-most'],
  [/\b(?:more than|over|plus de|supérieure? à)(?= \d)/gi, 'above'],
  [/\b(?:less than|below|moins de|inférieure? à|sous)(?= \d)/gi, 'under'],
  [/(\d)(h|min|s|days?|months?|pt|jours?|mois|heures?|hours?|minutes?)\b/gi, '$1 $2'],
  [/(\d) ?(?:heures?|hours?|hrs?|H)\b/g, '$1 h'],
  [/(\d) ?(?:minutes?|mins|mn)\b/gi, '$1 min'],
  [/(\d) ?(?:secondes?|seconds?|sec)\b/gi, '$1 s'],
  [/\b(?:working|business) ?days?|jours? ouvrés?|\bworking-day(?= |$)/gi, 'working-days'],
  [/\bjours? ouvrables?/gi, 'mon-sat-days'],
  [/\bclear days?|\bjours? francs?/gi, 'clear-days'],
  [/\bopen days?/gi, 'open-days'],
  [/\b(?:calendar days?|jours? calendaires?|jours?)\b/gi, 'days'],
  [/(\d) day\b/gi, '$1 days'],
  [/(\d) (?:mois|month)\b/gi, '$1 months'],
  [/(\d) (?:semaines?|week)\b/gi, '$1 weeks'],
  [/(\d) (?:ans?|années?|year)(?= |$)/gi, '$1 years'],
  [/\bpar\b|\/ ?(?=[a-z])/gi, ' per '],
  [/\b(?:de|des|du)\b/gi, 'of'],
  [/\b(?:dans|sur|par)\b/gi, 'in'],
  [/\baprès/gi, 'after'],
  [/\b(?:avant|prior to)\b/gi, 'before'],
  [/\b(?:puis|,)\b/gi, 'then'],
  [/\bentamée?s?/gi, 'started'],
  [/\bpro rata\b/gi, 'pro-rata'],
  [/\ben retard\b|\bof delay\b|\bdelayed\b/gi, 'late'],
  [/\b(?:fin of mois|end[- ]of[- ](?:the[- ])?month|month end)\b/gi, 'month-end'],
  [/\bper heure\b/gi, 'per hour'],
  [/\b(in|per) (?:mois|months)\b/gi, '$1 month'],
  [/\b(in|per) (?:trimestre|quarters)\b/gi, '$1 quarter'],
  [/\b(in|per) (?:an|année|years)(?= |$)/gi, '$1 year'],
  [/^(\d+)\.(\d)(?=$| per)/g, '$1.$20'],
  [/^(\d+)(?=$| per)/g, '$1.00'],
  [/^(at-least|at-most|above|under) (\d+(?:\.\d+)?)$/g, '$1 $2 %'],
]

/** The first rewritten text that `reading` can read; nothing when no rule leads to one. */
export function suggestPhrase<T>(text: string, reading: Reading<T>): string | undefined {
  if (text.length > 120) return undefined
  let candidate = text
  for (const [pattern, replacement] of RULES) {
    const next = candidate.replaceAll(pattern, replacement).replaceAll(/\s+/g, ' ').trim()
    if (next === candidate) continue
    candidate = next
    if (readAll(candidate, reading) !== undefined) return candidate
  }
  const lower = candidate.toLowerCase()
  return lower !== text && readAll(lower, reading) !== undefined ? lower : undefined
}
