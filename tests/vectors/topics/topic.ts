/**
 * A topic of a vector file: cases of the form `{ id, topic, input, expected }`.
 *
 * Each topic is a module of this folder, named after it, that exports `answer`; what it answers is
 * compared with what the case expects, key by key. A topic without a module is skipped by its name.
 */
import { readdirSync } from 'node:fs'
import type { CalendarTables } from '../../../src/base/calendar/compile.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, isFields, textOf } from '../read-case.ts'

/** Answers a case: its keys are those of `expected`, all of them or more. */
export type TopicAnswer = (
  tables: CalendarTables,
  input: Fields,
  /** How the answer is to be written, such as `shownDecimals`; never the answer. */
  expected: Fields,
) => Readonly<Record<string, unknown>>

const OWN_NAME = 'topic.ts'

const TOPICS = new Map(
  await Promise.all(
    readdirSync(new URL('.', import.meta.url))
      .filter((file) => file.endsWith('.ts') && file !== OWN_NAME)
      .map(async (file): Promise<[string, TopicAnswer]> => {
        const url = new URL(file, import.meta.url).href
        const topic: { readonly answer: TopicAnswer } = await import(/* @vite-ignore */ url)
        return [file.slice(0, -'.ts'.length), topic.answer]
      }),
  ),
)

/** What each key of a case's expectation asks, with our answer. */
export function askTopic(
  tables: CalendarTables,
  fields: Fields,
): { readonly name: string; readonly given: unknown; readonly expected: unknown }[] {
  const topic = textOf(fields, 'topic')
  const answer = TOPICS.get(topic)
  if (answer === undefined) throw new CaseError('skipped', `nothing answers the topic ${topic}`)
  const { input, expected } = fields
  if (!isFields(input) || !isFields(expected)) {
    throw new CaseError('failed', 'a case of a topic has "input" and "expected"')
  }
  const given = answer(tables, input, expected)
  return Object.keys(expected).map((name) => ({
    name,
    given: given[name],
    expected: expected[name],
  }))
}
