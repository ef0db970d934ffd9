/**
 * Values that depend on a field of an item, such as a limit by priority.
 *
 * Example: `{ by: priority, P1: 4 h, P2: 8 h }` gives 4 h to a P1 and nothing to a P3: an item that
 * no row is for is said, never given the nearest one.
 */
import type { Choice } from './select.ts'

/** The value that holds for an item; nothing when no row of the table is for it. */
export function chosenFor<T>(
  choice: Choice<T>,
  fields: Readonly<Record<string, string>>,
): T | undefined {
  if (choice.kind === 'one') return choice.value
  const value = fields[choice.field]
  return choice.rows.find(({ when }) => when === value)?.value ?? choice.otherwise
}

/** Every value that a choice can give. */
export function valuesOf<T>(choice: Choice<T>): readonly T[] {
  if (choice.kind === 'one') return [choice.value]
  const rows = choice.rows.map((row) => row.value)
  return choice.otherwise === undefined ? rows : [...rows, choice.otherwise]
}

/** A table with other values; a value that becomes nothing leaves its row out. */
export function mapChoice<A, B>(choice: Choice<A>, change: (value: A) => B | undefined): Choice<B> {
  if (choice.kind === 'one') {
    const value = change(choice.value)
    return value === undefined ? { kind: 'by', field: '', rows: [] } : { kind: 'one', value }
  }
  const otherwise = choice.otherwise === undefined ? undefined : change(choice.otherwise)
  return {
    kind: 'by',
    field: choice.field,
    rows: choice.rows.flatMap(({ when, value }) => {
      const changed = change(value)
      return changed === undefined ? [] : [{ when, value: changed }]
    }),
    ...(otherwise === undefined ? {} : { otherwise }),
  }
}
