/** The command line survives what it is given: wrong files, wrong words, a full disk, a pipe. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ran } from '../../../tests/shell/run-vigie.ts'
import { runVigie } from '../../../tests/shell/run-vigie.ts'
import { loadSentences } from '../catalogue.ts'
import { SAID_CODES } from './failure.ts'
import { storeWhole } from './settlement-file.ts'

const golden = (name: string): string =>
  readFileSync(
    new URL(`../../../cases/a-cap-by-rank-serves-the-first-clause-first/${name}`, import.meta.url),
    'utf8',
  )

let folder = ''
const path = (name: string): string => join(folder, name)

/** Words of a command line; `@name` is a file of the folder of this test. */
const vigie = (command: string, environment = {}): Ran =>
  runVigie(
    command.split(' ').map((word) => word.replace(/^@/, `${folder}/`)),
    environment,
  )

const CLOSE = 'close @contract.yaml --facts @facts.yaml --month 2026-04'
const closing = (facts: string): string => CLOSE.replace('facts.yaml', facts)

const HEADER = 'id,type,priority,opened,resolved\n'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-hostile-'))
  mkdirSync(path('folder'))
  mkdirSync(path('locked'))
  execFileSync('mkfifo', [path('pipe'), path('pipe.yaml'), path('pipe.csv'), path('pipe.csv.gz')])
  symlinkSync(path('round.yaml'), path('round.yaml'))
  writeFileSync(path('contract.yaml'), golden('contract.yaml'))
  writeFileSync(path('facts.yaml'), golden('facts.yaml'))
  writeFileSync(path('empty.yaml'), '')
  writeFileSync(path('binary.yaml'), Buffer.from([0x7a, 0x3a, 0x20, 0xff, 0xfe, 0x1b, 0x9b, 0x0a]))
  writeFileSync(path('large.yaml'), 'a'.repeat(1_048_577))
  writeFileSync(path('cut.csv.gz'), gzipSync(HEADER).subarray(0, 20))
  const members = Array.from({ length: 4 }, () => gzipSync(new Uint8Array(67_108_864).fill(0x2c)))
  writeFileSync(path('bomb.csv.gz'), Buffer.concat([gzipSync(HEADER), ...members]))
  const { code, err } = vigie(`${CLOSE} -o @april.json`)
  if (code !== 0) throw new Error(err)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file that cannot be read', () => {
  const LONG = `@${'x'.repeat(300)}.yaml`
  test.each([
    ['check @folder', "c'est un dossier", 'this is a folder'],
    ['check /dev/zero', 'pas un fichier ordinaire', 'not a regular file'],
    ['check @pipe', 'pas un fichier ordinaire', 'not a regular file'],
    ['check @round.yaml', 'tournent en rond', 'round in a circle'],
    ['check @facts.yaml/x.yaml', "n'est pas un dossier", 'is not a folder'],
    [`check ${LONG}`, 'trop long', 'too long'],
    [closing('folder'), "c'est un dossier", 'this is a folder'],
    [closing('pipe.csv'), 'pas un fichier ordinaire', 'not a regular file'],
    [closing('pipe.csv.gz'), 'pas un fichier ordinaire', 'not a regular file'],
    [closing('pipe.yaml'), 'pas un fichier ordinaire', 'not a regular file'],
    [closing('cut.csv.gz'), 'abîmée ou incomplète', 'damaged or cut short'],
    [`${closing('bomb.csv.gz')} --mapping vigie-tickets`, '200 fois', '200 times'],
    [`${CLOSE} --mapping @pipe.yaml`, 'pas un fichier ordinaire', 'not a regular file'],
    ['explain @folder', "c'est un dossier", 'this is a folder'],
    ['explain @pipe', 'pas un fichier ordinaire', 'not a regular file'],
    ['verify /dev/zero', 'pas un fichier ordinaire', 'not a regular file'],
    [`explain ${LONG}`, 'trop long', 'too long'],
    ['explain @april.json APR-1 --facts @folder', "c'est un dossier", 'this is a folder'],
    ['verify @april.json --facts @pipe.csv', 'pas un fichier ordinaire', 'not a regular file'],
  ])('%s', (command, french, english) => {
    const said = vigie(`${command} --lang fr`)
    expect({ ...said, err: '' }).toEqual({ code: 4, out: '', err: '' })
    expect(said.err).toContain(french)
    expect(vigie(`${command} --lang en`).err).toContain(english)
    expect(said.err).not.toMatch(/\bE[A-Z]{4,}|illegal|Error|\n.*\n/)
  })

  test('has its sentence in both languages, whatever the code of the system', () => {
    const sentences = loadSentences()
    for (const code of SAID_CODES) {
      const said = sentences.get(`failure-${code}`)
      expect({ code, fr: said?.fr ?? '', en: said?.en ?? '' }).toEqual({
        code,
        fr: expect.stringContaining('{file}'),
        en: expect.stringContaining('{file}'),
      })
    }
  })
})

describe('a file of the wrong kind', () => {
  test.each([
    ['explain @contract.yaml', 'est un contrat : les commandes check, terms et close'],
    ['verify @contract.yaml', 'est un contrat : les commandes check, terms et close'],
    ['check @april.json', 'est un décompte : les commandes explain et verify'],
    ['terms @april.json', 'est un décompte : les commandes explain et verify'],
    [CLOSE.replace('contract.yaml', 'april.json'), 'est un décompte'],
    ['explain @facts.yaml', "ce n'est pas du JSON"],
  ])('%s: %s', (command, said) => {
    const { code, err } = vigie(command)
    expect(code).toBe(4)
    expect(err).toContain(said)
  })

  test.each([
    ['empty.yaml', 'yaml-empty', 'un fichier de faits'],
    ['large.yaml', 'yaml-too-large', 'des faits écrits en YAML'],
    ['binary.yaml', 'yaml-not-utf-8', 'UTF-8'],
  ])('facts in %s are told as facts, and not shown', (name, finding, said) => {
    const { code, err } = vigie(closing(name))
    expect(code).toBe(1)
    expect(err).toContain(finding)
    expect(err).toContain(said)
    expect(err).not.toContain('1 |')
  })

  test('a missing key is missing in the file, in French as in English', () => {
    writeFileSync(path('short.yaml'), 'vigie: 1\n')
    expect(vigie('check @short.yaml').err).toContain('« contract » dans le fichier')
    expect(vigie('check @short.yaml --lang en').err).toContain('“contract” is missing in the file')
  })
})

describe('words that are not understood', () => {
  test.each([
    ['an unknown option behind a missing one', 'close @contract.yaml --fcts x', '--fcts'],
    ['the facts', 'close @contract.yaml --month 2026-04', '--facts'],
    ['the month', 'close @contract.yaml --facts @facts.yaml', '--month'],
    ['a zone that there is not', `${CLOSE} --zone Europe/Pariss`, 'Europe/Pariss'],
    ['a moment to come', `${CLOSE} --as-of 2099-01-01T00:00:00Z`, "n'est pas encore venu"],
  ])('%s', (_, command, said) => {
    const { code, out, err } = vigie(command)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(said)
    expect(err).toContain('vigie close --help')
  })

  test('a language of the environment that there is not is said once', () => {
    const { code, err } = vigie('check @contract.yaml', { VIGIE_LANG: 'xx' })
    expect(code).toBe(0)
    expect(err.match(/VIGIE_LANG=xx/g)).toHaveLength(1)
    expect(vigie('check @contract.yaml', { VIGIE_LANG: '' }).err).toBe('')
  })

  test('a name that nothing has is an error, and not an answer', () => {
    const { code, out, err } = vigie('explain @april.json nope')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('« nope »')
  })

  test.each([
    ['2026-04-01', '2999-01', 'finit le 2999-01-31'],
    ['9999-12-31', '9999-12', 'finit le 9999-12-31'],
    ['0001-01-01', '2026-04', 'du 0001-01-01 au 2026-04-30 sort de la table'],
    ['0001-01-01', '0001-01', 'du 0001-01-01 au 0001-01-31 sort de la table'],
    ['1970-06-01', '2026-04', 'du 1970-06-01 au 2026-04-30 sort de la table'],
  ])('a contract from %s does not close %s, once', (starts, month, said) => {
    writeFileSync(path('years.yaml'), golden('contract.yaml').replace('2026-04-01', starts))
    const { code, err } = vigie(`close @years.yaml --facts @facts.yaml --month ${month}`)
    expect(code).toBe(1)
    expect(err).toContain(said)
    expect(err.match(/^erreur/gm)).toHaveLength(1)
  })
})

describe('what is written', () => {
  const inputs = ['contract.yaml', 'facts.yaml', 'mapping.yaml']
  const WITH_MAPPING = `${CLOSE} --mapping @mapping.yaml`

  beforeAll(() => {
    writeFileSync(
      path('mapping.yaml'),
      readFileSync(new URL('../../../catalogue/mappings/vigie-tickets.yaml', import.meta.url)),
    )
    for (const name of inputs) {
      symlinkSync(path(name), path(`soft-${name}`))
      linkSync(path(name), path(`hard-${name}`))
    }
    symlinkSync(folder, path('folder/back'))
  })

  test.each(
    inputs.flatMap((name) =>
      [
        name,
        `./${name}`,
        `folder/../${name}`,
        `folder/back/${name}`,
        `soft-${name}`,
        `hard-${name}`,
      ].map((output) => [output, name]),
    ),
  )('never over what is read: %s', (output, name) => {
    const before = readFileSync(path(name), 'utf8')
    const { code, out, err } = vigie(`${WITH_MAPPING} -o @${output}`)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain("ne l'écrase pas")
    expect(readFileSync(path(name), 'utf8')).toBe(before)
  })

  test.each([
    ['absent/april.json', "ce dossier n'existe pas"],
    ['facts.yaml/april.json', "n'est pas un dossier"],
    ['folder', "c'est un dossier"],
    ['pipe', 'pas un fichier ordinaire'],
    [`${'x'.repeat(300)}.json`, 'trop long'],
  ])('nothing is computed for what cannot be written: %s', (output, said) => {
    const { code, out, err } = vigie(`${CLOSE} -o @${output}`)
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toContain(said)
  })

  test('replaces an earlier settlement, through its links, with its rights', () => {
    writeFileSync(path('folder/real.json'), 'old', { mode: 0o600 })
    symlinkSync(path('folder/real.json'), path('linked.json'))
    expect(vigie(`${CLOSE} -o @linked.json`).code).toBe(0)
    expect(readFileSync(path('folder/real.json'), 'utf8')).toContain('"settlement"')
    expect(statSync(path('folder/real.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(path('linked.json'), 'utf8')).toContain('"settlement"')
  })

  test('leaves nothing behind, whether it was written or not', () => {
    mkdirSync(path('writes/taken.json/full'), { recursive: true })
    storeWhole(path('writes/new.json'), 'text')
    expect(() => storeWhole(path('writes/taken.json'), 'text')).toThrow('failure-EISDIR')
    expect(readdirSync(path('writes')).sort()).toEqual(['new.json', 'taken.json'])
    expect(existsSync(path('writes/taken.json/full'))).toBe(true)
  })
})

describe('the process', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const shell = (command: string) =>
    spawnSync('bash', ['-c', `set -o pipefail; ${command}`], {
      encoding: 'utf8',
      env: {
        ...process.env,
        VIGIE: `${process.execPath} --import tsx ${main} ${CLOSE.replaceAll('@', `${folder}/`)}`,
      },
    })

  // A process starts slowly on a busy machine.
  const PATIENCE_MS = 60_000

  test.each([
    ['$VIGIE --lang fr > /dev/full', 4, 'vigie: sortie standard : disque plein\n'],
    ['$VIGIE --month 2026-03 2> /dev/full', 1, ''],
    ['$VIGIE | head -1 > /dev/null', 0, ''],
  ])('%s: %d', { timeout: PATIENCE_MS }, (command, status, stderr) => {
    expect(shell(command)).toMatchObject({ status, stderr })
  })
})
