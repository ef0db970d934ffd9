import { describe, expect, test } from 'vitest'
import { readYaml } from './read-yaml.ts'
import type { SourceNode } from './source.ts'

/** Each refusal as `code line:column`. */
function refusals(text: string): string[] {
  return readYaml('c.yaml', text).findings.map(
    (f) => `${f.code} ${f.where?.line}:${f.where?.column}`,
  )
}

/** The tree as one line, scalars in quotes, to compare at a glance. */
function sketch(node: SourceNode | undefined): string {
  if (node === undefined) return 'nothing'
  if (node.kind === 'scalar') return `'${node.text}'`
  if (node.kind === 'list') return `[${node.items.map(sketch).join(' ')}]`
  return `{${node.entries.map((e) => `${e.key}=${sketch(e.value)}`).join(' ')}}`
}

describe('readYaml', () => {
  test('every scalar stays a text, with its place and its path', () => {
    const { value, findings } = readYaml(
      'c.yaml',
      'a:\n  - {rate: 12.50, tacit: no}\nb: 2026-04-01',
    )
    expect(findings).toEqual([])
    expect(sketch(value)).toBe("{a=[{rate='12.50' tacit='no'}] b='2026-04-01'}")
    const list = value?.kind === 'map' ? value.entries[0]?.value : undefined
    const row = list?.kind === 'list' ? list.items[0] : undefined
    const tacit = row?.kind === 'map' ? row.entries[1] : undefined
    expect(tacit?.keyWhere).toEqual({ file: 'c.yaml', line: 2, column: 19, path: 'a[0].tacit' })
    expect(tacit?.value.where).toEqual({ file: 'c.yaml', line: 2, column: 26, path: 'a[0].tacit' })
  })

  test('a quoted text is known to be quoted', () => {
    const { value } = readYaml('c.yaml', '["sun 02:00-06:00", plain]')
    const items = value?.kind === 'list' ? value.items : []
    expect(items.map((i) => i.kind === 'scalar' && i.isQuoted)).toEqual([true, false])
  })

  test('Windows line ends, a byte order mark and a document mark are plain', () => {
    expect(sketch(readYaml('c.yaml', '\ufeffa: 1\r\nb: 2\r\n').value)).toBe("{a='1' b='2'}")
    expect(sketch(readYaml('c.yaml', '---\na: 1\n').value)).toBe("{a='1'}")
  })

  test.each([
    ['an empty file', '', 'yaml-empty 1:1'],
    ['a file of comments', '# nothing\n', 'yaml-empty 1:1'],
    ['a key without value', 'a: 1\nb:\n', 'yaml-value-missing 2:1'],
    ['a comma in a flow map', 'd: { title: Annexe 3, niveaux }', 'yaml-value-missing 1:23'],
    ['an empty item', 'a:\n  - 1\n  -\n', 'yaml-value-missing 3:4'],
    ['a key twice', 'a: 1\nb: 2\na: 3', 'yaml-key-twice 3:1'],
    ['a key that is a list', '? [a, b]\n: 1', 'yaml-key-not-a-word 1:3'],
    ['two documents', 'a: 1\n---\nb: 2', 'yaml-several-documents 2:1'],
    ['an anchor', 'a: &x 1\nb: 2', 'yaml-anchor 1:4'],
    ['an alias', 'a: *x', 'yaml-anchor 1:4'],
    ['a merge key', 'a: 1\n<<: {b: 2}', 'yaml-anchor 2:1'],
    ['a tag', 'a: !!int 1', 'yaml-tag 1:4'],
    ['a directive', '%YAML 1.1\n---\na: 1', 'yaml-directive 1:1'],
    ['a tab', 'a:\n\tb: 1', 'yaml-tab 2:1'],
    ['a bell', 'a: b\u0007', 'yaml-control-character 1:5'],
    ['a text read backwards', 'a: b\u202ec', 'yaml-control-character 1:5'],
    ['a brace left open', 'a: {b: 1', 'yaml-bad-indent 1:9'],
    ['two keys on a line', 'a: b: c', 'yaml-two-keys-on-a-line 1:4'],
    ['a bad indent', 'a:\n    b: 1\n  c: 2', 'yaml-bad-indent'],
    ['a forgotten colon', 'a: 1\nb\nc: 2', 'yaml-character-missing 2:1'],
    ['a reserved sign', 'a: @home', 'yaml-quote-needed 1:4'],
    ['a value of no key', ': 1', 'yaml-key-not-a-word 1:1'],
    ['an empty quoted key', '"": 1', 'yaml-key-not-a-word 1:1'],
    ['a bracket that nothing opened', 'a: 1\n]\n', 'yaml-syntax 2:1'],
    ['an escape of nobody', 'a: "\\q"', 'yaml-bad-escape 1:5'],
  ])('%s is refused', (_, text, expected) => {
    const found = refusals(text)
    expect(
      found.some((f) => f.startsWith(expected)),
      `${found}`,
    ).toBe(true)
  })

  test('a pair in a list is a map of one key, and a list without end mark a list', () => {
    expect(sketch(readYaml('c.yaml', 'l: [a: 1, b]').value)).toBe("{l=[{a='1'} 'b']}")
    expect(sketch(readYaml('c.yaml', 'l:\n- a: 1\n- b').value)).toBe("{l=[{a='1'} 'b']}")
  })

  test('a binary file has its first twenty odd characters said, not its thousands', () => {
    expect(refusals('\u0000'.repeat(5000))).toHaveLength(20)
  })

  test('all that is wrong is said at once', () => {
    expect(refusals('a:\nb: 1\nb: 2\nc:')).toEqual([
      'yaml-value-missing 1:1',
      'yaml-key-twice 3:1',
      'yaml-value-missing 4:1',
    ])
  })

  test.each([
    ['laughs', `a: &a [x]\n${'b: [*a, *a]\n'.repeat(50)}`, 'yaml-anchor'],
    ['brackets', '['.repeat(500_000), 'yaml-too-deep'],
    ['braces', '{a: '.repeat(200_000), 'yaml-too-deep'],
    ['dashes on a line', '- '.repeat(500_000), 'yaml-too-deep'],
    ['question marks', '? '.repeat(500_000), 'yaml-too-deep'],
    [
      'stairs',
      Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'yaml-too-deep',
    ],
    ['a million items', `[${'1,'.repeat(500_000)}]`, 'yaml-too-many-nodes'],
    ['commas', `[${','.repeat(1_000_000)}]`, 'yaml-too-many-nodes'],
    ['size', 'a'.repeat(2_000_000), 'yaml-too-large'],
    ['size of wide characters', 'é'.repeat(600_000), 'yaml-too-large'],
    ['size of wider characters', '€'.repeat(400_000), 'yaml-too-large'],
    ['size of pictures', '💶'.repeat(270_000), 'yaml-too-large'],
  ])('a bomb of %s is refused in well under a second', (_, text, code) => {
    const started = performance.now()
    expect(refusals(text)[0]?.split(' ')[0]).toBe(code)
    expect(performance.now() - started).toBeLessThan(900)
  })

  test('two hundred thousand parts are too many, though the commas are not', () => {
    expect(refusals(`{${'a: b,'.repeat(51_000)}}`)[0]).toMatch(/^yaml-too-many-nodes/)
  })

  test('forty levels are read, forty-one are refused', () => {
    expect(refusals(`${'['.repeat(39)}a${']'.repeat(39)}`)).toEqual([])
  })

  test.each([
    ['keys', Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['long text', `a: ${'word '.repeat(200_000)}`],
    ['folded lines', `a: >\n${' word\n'.repeat(170_000)}`],
    ['quotes left open', `a: "${'x\n'.repeat(500_000)}`],
    ['colons', ': '.repeat(90_000)],
    ['blank lines', '\n'.repeat(1_000_000)],
    ['comments', '#\n'.repeat(500_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['plain lines', `a: b\n${' c\n'.repeat(300_000)}`],
    ['brackets in a row', `${'a: []\n'.repeat(60_000)}`],
  ])('a large file of %s is read or refused in a few seconds', (_, text) => {
    // Processor time: what else the machine does is not the reader's doing.
    const before = process.cpuUsage()
    readYaml('c.yaml', text)
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(6)
  })
})
