/** The page of the command line names what the program takes, all of it and nothing else. */
import { describe, expect, test } from 'vitest'
import { EXIT } from '../../src/shell/cli/session.ts'
import { runVigie } from '../shell/run-vigie.ts'
import { codeIn, pageText, tableOf } from './pages.ts'

const PAGE = 'command-line.md'

/** Options that every command takes are told once, above. */
const COMMON = ['--json', '--lang', '--help', '-h']

const helpOf = (...words: readonly string[]): string =>
  runVigie([...words, '--help'], { VIGIE_LANG: 'en' }).out

const COMMANDS = [...helpOf().matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name = '']) => name)

/** The options of the list that a help has, long and short. */
const optionsIn = (help: string): string[] =>
  [...help.matchAll(/^ {2}(?:(-[a-z]), )?(--[a-z-]+)/gm)].flatMap(([, short, long = '']) =>
    short === undefined ? [long] : [long, short],
  )

const [HEAD = '', ...SECTIONS] = pageText(PAGE).split(/^## /m)
const sectionOf = (command: string): string =>
  SECTIONS.find((text) => text.startsWith(`${command}\n`)) ?? ''

/** Options between backquotes, alone or in the line of a command. */
const optionsNamed = (text: string): string[] =>
  codeIn(text).flatMap((code) => code.split(' ').filter((word) => /^--?[a-z]/.test(word)))

test('a help has its commands', () => {
  expect(COMMANDS.length).toBeGreaterThan(8)
})

test('every command has its section, in the order of the help', () => {
  const titles = SECTIONS.map((text) => text.split('\n')[0] ?? '')
  expect(titles.filter((title) => /^[a-z]+$/.test(title))).toEqual(COMMANDS)
})

test('the options of all commands are told above', () => {
  expect(optionsNamed(HEAD)).toEqual(expect.arrayContaining(COMMON))
})

describe.each(COMMANDS)('%s', (command) => {
  const own = optionsIn(helpOf(command)).filter((option) => !COMMON.includes(option))

  test('has all its options in its section, and no other', () => {
    const named = optionsNamed(sectionOf(command))
    expect([...new Set(named)].sort()).toEqual(own.sort())
  })

  test('has an example of its line', () => {
    expect(codeIn(sectionOf(command)).some((code) => code.startsWith(`vigie ${command}`))).toBe(
      true,
    )
  })
})

test('the exit codes are those of the program', () => {
  const codes = tableOf(PAGE, 'code').map(([code]) => Number(code))
  expect(codes).toEqual(Object.values(EXIT))
})

test.each(['fr', 'en'])('the help in %s names every exit code', (language) => {
  const { out } = runVigie(['--help'], { VIGIE_LANG: language })
  for (const code of Object.values(EXIT)) expect(out).toMatch(new RegExp(`\\b${code} \\p{L}`, 'u'))
})
