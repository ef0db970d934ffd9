/**
 * Makes every character visible before it reaches a terminal.
 *
 * Names, titles and file names come from the other party. A control character among them can erase
 * what was printed or set the title of the window, a mark of direction can turn an amount round,
 * and one without width can make two names look alike. None is obeyed: each is shown. JSON keeps
 * texts as they are, since no terminal is meant to obey it.
 *
 * Example: an identifier with an escape character in its middle is shown as `INC␛[2J1`, and one
 * with U+202E as `INC\u{202E}1`.
 */

/** Controls, marks of format or direction, separators of lines, halves of characters, fillers. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const CONTROL_PICTURES = 0x2400
const DELETE = 0x7f

/** A text that belongs on one line, with its ends of lines shown as well: `␊`. */
export const visibleLine = (text: string): string => text.replace(HIDDEN, showCharacter)

/** A text whose lines are its own. */
export const visibleText = (text: string): string => text.split('\n').map(visibleLine).join('\n')

function showCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x20) return String.fromCodePoint(CONTROL_PICTURES + point)
  return point === DELETE ? '␡' : `\\u{${point.toString(16).toUpperCase()}}`
}

/** The values of a record, each on one line. */
export const visibleValues = (
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, visibleLine(text)]))
